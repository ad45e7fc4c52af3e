"""Training of the line model: python -m spinscore.training lines fit | evaluate."""
