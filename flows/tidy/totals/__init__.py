"""Printed totals as proof of what they add up."""
