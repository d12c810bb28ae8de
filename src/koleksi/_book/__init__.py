"""What stands behind ``book``: text cleaned and types checked when a value is made."""
