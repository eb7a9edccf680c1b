"""The running text of a return: what is asked, what is answered, and the figures stated outside tables."""
