"""Reports for people. Nothing in the trunk imports this package."""
