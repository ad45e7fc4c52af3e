"""`python -m spinscore` is the command line."""

from spinscore.cli import main

raise SystemExit(main())
