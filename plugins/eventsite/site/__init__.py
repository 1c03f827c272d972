"""The bridge to Pelican and Jinja: the only package that imports them."""
