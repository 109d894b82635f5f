package dev.tidegate.emv.device;

/** What an answer was read as: something that stands, or a doubt. */
sealed interface Reading<A> {
    record Definite<A>(A answer) implements Reading<A> {}

    record Doubtful<A>(Doubt why) implements Reading<A> {}
}
