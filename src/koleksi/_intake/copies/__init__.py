"""The copies of a row: how many they are, their numbers and their condition."""
