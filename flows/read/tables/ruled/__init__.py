"""Tables with lines drawn between cells, or between some of them."""
