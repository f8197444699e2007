"""From a worry about a child to a suggested level of the London continuum of need, with its reasons and a route.

The tool suggests; people judge; danger comes first. See README.md for the two commands that matter and
CONTRIBUTING.md for the rooms of this house.
"""

__version__ = "0.1.0"
