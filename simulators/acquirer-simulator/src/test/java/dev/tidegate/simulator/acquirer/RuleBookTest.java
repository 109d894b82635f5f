package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidegate.simulator.acquirer.issuer.Messages;
import dev.tidegate.simulator.acquirer.issuer.TestCard;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RuleBookTest {
    private static final RuleAction SILENCE = new RuleAction.NeverAnswer();
    private static final RuleAction DROP = new RuleAction.BookThenDrop();

    private final RuleBook book = new RuleBook(List.of());

    @Test
    void take_noRules_isEmpty() {
        assertThat(book.take(Messages.sale())).isEmpty();
    }

    @Test
    void take_firstThatMatches_decides() {
        add(new Rule(type("0220"), SILENCE, 1, 1), new Rule(any(), DROP, 1, 1));

        assertThat(book.take(Messages.sale())).contains(DROP);
    }

    @Test
    void take_usedUp_leavesTheNext() {
        add(new Rule(any(), SILENCE, 1, 1), new Rule(any(), DROP, 1, Rule.ALWAYS));

        assertThat(book.take(Messages.sale())).contains(SILENCE);
        assertThat(book.take(Messages.sale())).contains(DROP);
        assertThat(book.take(Messages.sale())).contains(DROP);
        assertThat(book.standing()).extracting(RuleBook.Standing::hits).containsExactly(1, 2);
    }

    @Test
    void take_everyFieldMustMatch_elseItIsNotForTheMessage() {
        add(new Rule(new RuleMatch("0200", Map.of(4, "000000001234", 11, "000002"), "", ""), SILENCE, 1, 1));

        assertThat(book.take(Messages.sale())).isEmpty();
        assertThat(book.take(Messages.sale(TestCard.APPROVES, 1234, 1, "000002")))
                .contains(SILENCE);
    }

    @Test
    void take_repeat_isAnotherType() {
        add(new Rule(type("0200"), SILENCE, 1, Rule.ALWAYS));

        assertThat(book.take(Messages.repeated(Messages.sale()))).isEmpty();
    }

    @Test
    void take_nth_leavesTheOnesBefore() {
        add(new Rule(any(), SILENCE, 3, 2));

        assertThat(book.take(Messages.sale())).isEmpty();
        assertThat(book.take(Messages.sale())).isEmpty();
        assertThat(book.take(Messages.sale())).contains(SILENCE);
        assertThat(book.take(Messages.sale())).contains(SILENCE);
        assertThat(book.take(Messages.sale())).isEmpty();
        assertThat(book.standing()).extracting(RuleBook.Standing::hits).containsExactly(2);
    }

    @Test
    void take_typeWithX_isForEveryDigit() {
        add(new Rule(type("02x0"), SILENCE, 1, Rule.ALWAYS));

        assertThat(book.take(Messages.advice())).contains(SILENCE);
        assertThat(book.take(Messages.repeated(Messages.advice()))).isEmpty();
    }

    @Test
    void take_centsAndTerminalEnd_mustMatch() {
        add(new Rule(new RuleMatch("", Map.of(), "34", "01"), SILENCE, 1, Rule.ALWAYS));

        assertThat(book.take(Messages.sale())).contains(SILENCE);
        assertThat(book.take(Messages.sale().with(4, "000000001235"))).isEmpty();
        assertThat(book.take(Messages.sale().with(41, "TID00011"))).isEmpty();
        assertThat(book.take(Messages.sale().with(41, "T01     "))).contains(SILENCE);
    }

    @Test
    void take_startedWith_comesBehindTheOthersAndStaysWhenCleared() {
        var started = new RuleBook(List.of(new Rule(any(), DROP, 1, Rule.ALWAYS)));
        assertThat(started.add(List.of(new Rule(any(), SILENCE, 1, 1)))).isTrue();

        assertThat(started.take(Messages.sale())).contains(SILENCE);
        assertThat(started.take(Messages.sale())).contains(DROP);
        started.clear();
        assertThat(started.take(Messages.sale())).contains(DROP);
    }

    @Test
    void add_moreThanMayBe_addsNone() {
        var rule = new Rule(any(), SILENCE, 1, 1);

        assertThat(book.add(Collections.nCopies(RuleBook.RULES_MAX, rule))).isTrue();
        assertThat(book.add(List.of(rule))).isFalse();
        assertThat(book.standing()).hasSize(RuleBook.RULES_MAX);
    }

    @Test
    void clear_rules_leavesNone() {
        add(new Rule(any(), SILENCE, 1, 1));

        book.clear();

        assertThat(book.take(Messages.sale())).isEmpty();
    }

    private void add(Rule... rules) {
        assertThat(book.add(List.of(rules))).isTrue();
    }

    private static RuleMatch any() {
        return type("");
    }

    private static RuleMatch type(String mti) {
        return new RuleMatch(mti, Map.of(), "", "");
    }
}
