package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RuleBookTest {
    private static final RuleAction SILENCE = new RuleAction.NeverAnswer();
    private static final RuleAction DROP = new RuleAction.BookThenDrop();

    private final RuleBook book = new RuleBook();

    @Test
    void take_noRules_isEmpty() {
        assertThat(book.take(Messages.sale())).isEmpty();
    }

    @Test
    void take_firstThatMatches_decides() {
        add(new Rule(new RuleMatch("0220", Map.of()), SILENCE, 1), new Rule(any(), DROP, 1));

        assertThat(book.take(Messages.sale())).contains(DROP);
    }

    @Test
    void take_usedUp_leavesTheNext() {
        add(new Rule(any(), SILENCE, 1), new Rule(any(), DROP, Rule.ALWAYS));

        assertThat(book.take(Messages.sale())).contains(SILENCE);
        assertThat(book.take(Messages.sale())).contains(DROP);
        assertThat(book.take(Messages.sale())).contains(DROP);
        assertThat(book.standing()).extracting(RuleBook.Standing::hits).containsExactly(1, 2);
    }

    @Test
    void take_everyFieldMustMatch_elseItIsNotForTheMessage() {
        add(new Rule(new RuleMatch("0200", Map.of(4, "000000001234", 11, "000002")), SILENCE, 1));

        assertThat(book.take(Messages.sale())).isEmpty();
        assertThat(book.take(Messages.sale(TestCard.APPROVES, 1234, 1, "000002")))
                .contains(SILENCE);
    }

    @Test
    void take_repeat_isAnotherType() {
        add(new Rule(new RuleMatch("0200", Map.of()), SILENCE, Rule.ALWAYS));

        assertThat(book.take(Messages.repeated(Messages.sale()))).isEmpty();
    }

    @Test
    void add_moreThanMayBe_addsNone() {
        var rule = new Rule(any(), SILENCE, 1);

        assertThat(book.add(Collections.nCopies(RuleBook.RULES_MAX, rule))).isTrue();
        assertThat(book.add(List.of(rule))).isFalse();
        assertThat(book.standing()).hasSize(RuleBook.RULES_MAX);
    }

    @Test
    void clear_rules_leavesNone() {
        add(new Rule(any(), SILENCE, 1));

        book.clear();

        assertThat(book.take(Messages.sale())).isEmpty();
    }

    private void add(Rule... rules) {
        assertThat(book.add(List.of(rules))).isTrue();
    }

    private static RuleMatch any() {
        return new RuleMatch("", Map.of());
    }
}
