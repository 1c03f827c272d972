"""The web editor: its fields from the models, and the local saving that needs neither an account nor Node.js."""
