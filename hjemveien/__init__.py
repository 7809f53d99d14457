"""The way home: casework for a municipal social-housing office."""

__version__ = "0.1.0"
