/**
 * The few sentences from which the sandbox's n-gram model learns which word follows which. They hold some
 * plain facts, so that a masked or unfinished sentence about them comes out right.
 */
export const corpus = `
the capital of france is paris and paris lies on the river seine .
the capital of germany is berlin and berlin lies on the river spree .
the capital of italy is rome and rome was not built in a day .
the capital of spain is madrid and the capital of japan is tokyo .
the sky is blue because the air scatters blue light more than red light .
the sun is a star and the moon goes around the earth once a month .
water boils at one hundred degrees and freezes at zero degrees .
one plus one equals two and one plus two equals three and two plus two equals four .
a robot woke up one day and asked what it was made for .
the robot walked through the city and nobody looked up .
once upon a time there was a small house at the edge of the forest .
in the house lived an old woman who told stories to the children .
the goal of life is to learn something new every day .
the answer to the question is not as simple as it seems .
a good program does one thing and does it well .
the best way to learn a language is to speak it every day .
hello world is the first thing that a new program says .
the weather today is fine and the weather tomorrow will be better .
people like to read books and books like to be read .
a cat sat on the mat and a dog slept under the table .
my name is not important but my work is .
i like you and you like me and that is a good start .
she said that he had seen the train leave the station .
they were on their way to the sea when the rain began .
we can see the mountains from the window of the train .
it is easy to ask and hard to answer .
the king of the country loved the queen more than his crown .
time flies when the work is good and stands still when it is not .
the doctor said that rest is the best medicine .
the teacher wrote the word on the board and the children read it .
`;
