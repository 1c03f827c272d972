"""Where a build meets the disk and the browser.

cache.py    what took long to make, by the content that it was made from
pool.py     work on all cores
manifest.py what the last build saw and made
journal.py  changed files join the output as one change
swap.py     the finished folder takes the place of the old one in a single step
server.py   the preview, which reloads the page after a build
watch.py    a build after each change of the sources

Nothing in here knows what a page is: these modules move, serve and watch folders.
"""
