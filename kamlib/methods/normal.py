"""How many standard errors a 95 % interval goes to each side, where the normal distribution holds. Used by every lesson."""

Z = 1.959963984540054
