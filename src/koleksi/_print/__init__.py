"""What labels and cards stand on: page, fonts, text fitting, bars, preview."""
