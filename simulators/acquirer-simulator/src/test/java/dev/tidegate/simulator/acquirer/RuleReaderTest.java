package dev.tidegate.simulator.acquirer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tidegate.simulator.acquirer.books.Json;
import dev.tidegate.simulator.acquirer.wire.Dialect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleReaderTest {
    private static final RuleReader READER = new RuleReader(Dialect.ISO87_GENERIC);

    static Stream<Arguments> actions() {
        return Stream.of(
                Arguments.of("{'action':'answer','code':'91'}", new RuleAction.Answer("91")),
                Arguments.of("{'action':'decline'}", new RuleAction.Decline("05")),
                Arguments.of("{'action':'decline','code':'51'}", new RuleAction.Decline("51")),
                Arguments.of("{'action':'delay','millis':1500}", new RuleAction.Delay(Duration.ofMillis(1500))),
                Arguments.of("{'action':'dropBeforeBooking'}", new RuleAction.DropBeforeBooking()),
                Arguments.of("{'action':'bookThenDrop'}", new RuleAction.BookThenDrop()),
                Arguments.of("{'action':'refuseConnections'}", new RuleAction.RefuseConnections(Duration.ZERO)),
                Arguments.of(
                        "{'action':'refuseConnections','millis':5}",
                        new RuleAction.RefuseConnections(Duration.ofMillis(5))),
                Arguments.of("{'action':'neverAnswer'}", new RuleAction.NeverAnswer()),
                Arguments.of("{'action':'decline','code':'NO_FUNDS'}", new RuleAction.Decline("51")),
                Arguments.of("{'action':'approvePart','percent':40}", new RuleAction.ApprovePart(40)),
                Arguments.of("{'action':'answerAfterReversal'}", new RuleAction.AnswerAfterReversal()),
                Arguments.of("{'action':'bookThenSilence'}", new RuleAction.BookThenSilence()),
                Arguments.of("{'action':'reset'}", new RuleAction.Reset()),
                Arguments.of("{'action':'duplicateAnswer'}", new RuleAction.DuplicateAnswer()),
                Arguments.of(
                        "{'action':'wrongAnswer','what':'mti'}",
                        new RuleAction.WrongAnswer(RuleAction.WrongAnswer.Part.MTI)),
                Arguments.of(
                        "{'action':'interim','count':2,'millis':100}",
                        new RuleAction.Interim(2, Duration.ofMillis(100))),
                Arguments.of("{'action':'halfFrame'}", new RuleAction.Spoil(Spoiling.HALF_FRAME)),
                Arguments.of("{'action':'together','count':3}", new RuleAction.Together(3)),
                Arguments.of("{'action':'stopReading'}", new RuleAction.StopReading(Duration.ZERO)),
                Arguments.of("{'action':'totalsOff','amount':-5}", new RuleAction.TotalsOff(-5)));
    }

    @ParameterizedTest
    @MethodSource("actions")
    void rules_action_isReadForEveryMessage(String json, RuleAction action) throws JsonProcessingException {
        assertThat(read("[" + json + "]"))
                .containsExactly(new Rule(new RuleMatch("", Map.of(), "", ""), action, 1, Rule.ALWAYS));
    }

    @Test
    void rules_fullMatch_isReadAsFields() throws JsonProcessingException {
        List<Rule> rules = read("[{'match':{'mti':'0220','tid':'T1','amount':1234,'stan':'000007'},"
                + "'action':'neverAnswer','times':2}]");

        assertThat(rules)
                .containsExactly(new Rule(
                        new RuleMatch("0220", Map.of(41, "T1      ", 4, "000000001234", 11, "000007"), "", ""),
                        new RuleAction.NeverAnswer(),
                        1,
                        2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[1]",
                "[{}]",
                "[{'action':'explode'}]",
                "[{'action':7}]",
                "[{'action':'answer'}]",
                "[{'action':'answer','code':'9'}]",
                "[{'action':'answer','code':91}]",
                "[{'action':'answer','code':'91','millis':5}]",
                "[{'action':'delay'}]",
                "[{'action':'delay','millis':0}]",
                "[{'action':'delay','millis':600001}]",
                "[{'action':'delay','millis':1.5}]",
                "[{'action':'delay','millis':'5'}]",
                "[{'action':'delay','millis':99999999999999999999}]",
                "[{'action':'bookThenDrop','code':'00'}]",
                "[{'action':'neverAnswer','times':0}]",
                "[{'action':'neverAnswer','oftentimes':1}]",
                "[{'action':'neverAnswer','match':[]}]",
                "[{'action':'neverAnswer','match':{'pan':'1'}}]",
                "[{'action':'neverAnswer','match':{'mti':'1200'}}]",
                "[{'action':'approvePart','percent':100}]",
                "[{'action':'wrongAnswer','what':'pan'}]",
                "[{'action':'together','count':1}]",
                "[{'action':'none'}]",
                "[{'action':'decline','code':'NO_IDEA'}]",
                "[{'action':'neverAnswer','nth':0}]",
                "[{'action':'neverAnswer','match':{'cents':'1'}}]",
                "[{'action':'neverAnswer','match':{'stan':'7'}}]",
                "[{'action':'neverAnswer','match':{'tid':'TOOLONGTID'}}]",
                "[{'action':'neverAnswer','match':{'amount':-1}}]",
                "[{'action':'neverAnswer','match':{'amount':1000000000000}}]"
            })
    void rules_impossible_isRefused(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(BadRequestException.class);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void view_readBack_isTheSameRule(String json, RuleAction action) throws JsonProcessingException {
        var rule = new Rule(
                new RuleMatch("0200", Map.of(41, "T1      ", 4, "000000000009", 11, "000007"), "10", "F1"),
                action,
                2,
                3);

        Map<String, Object> shown = RuleView.of(new RuleBook.Standing(rule, 2));

        assertThat(shown.remove("hits")).isEqualTo(1);
        assertThat(READER.rules(Json.MAPPER.valueToTree(List.of(shown)))).containsExactly(rule);
    }

    private static List<Rule> read(String json) throws JsonProcessingException {
        return READER.rules(Json.MAPPER.readTree(json.replace('\'', '"')));
    }
}
