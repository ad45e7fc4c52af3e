"""Training of scorecards: an edge of the library that needs scikit-learn and that scoring never imports.

``python -m spinscore.training --help`` lists the commands.
"""
