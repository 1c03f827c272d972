"""PDF files of a built site: which pages are printed, and the printing; reads only the output folder."""
