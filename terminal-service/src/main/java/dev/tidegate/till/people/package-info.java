/** Who is at the till, what each may do, and what a manager has said. */
@org.jspecify.annotations.NullMarked
package dev.tidegate.till.people;
