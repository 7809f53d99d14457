"""Figures and lists as workbooks and data."""
