"""Behind ``save``: files of a folder that change together."""
