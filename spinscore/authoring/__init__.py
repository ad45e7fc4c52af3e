"""Writing rules: making their files, trying them on their cases, describing their format. Never used by scoring."""
