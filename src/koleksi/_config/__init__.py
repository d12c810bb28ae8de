"""Behind ``config``: how a settings file is read, and what each key may hold."""
