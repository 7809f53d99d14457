"""Makes an invented office, filled, the same each time for a seed and a day."""

from hjemveien.exchange.demo.order import Order
from hjemveien.exchange.demo.place import PASSPHRASE, demo_file, demo_office, fill

__all__ = ["PASSPHRASE", "Order", "demo_file", "demo_office", "fill"]
