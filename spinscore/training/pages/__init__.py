"""Training and measuring the page model: which blocks of a web page are its article."""
