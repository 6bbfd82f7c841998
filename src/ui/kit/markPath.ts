// The line of the mark, in a square of 32 by 28.
export const tickPath = 'M5 16.600c2.300 1.700 4 4.100 5.200 7.600C13 15.500 18 8.300 27.500 3.500'
