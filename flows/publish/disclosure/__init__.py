"""What the published figures give away of those withheld, and what else must be withheld so that they do not."""
