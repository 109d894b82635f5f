package dev.tidegate.simulator.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class SecretsTest {
    @TestFactory
    Stream<DynamicTest> key_whenPrinted_showsNothingOfItself() {
        CardProfile profile = Cards.profile("chip-approves");
        CardMasterKey masterKey = Cards.masterKey(profile);
        Stream<Object> secrets = Stream.of(
                new TripleDes(Bytes.hex(Invocation.TEST_MASTER_KEY)),
                new IssuerMasterKey(Bytes.hex(Invocation.TEST_MASTER_KEY)),
                masterKey,
                masterKey.sessionKey(1),
                KeyRing.load().keysOf(profile).card());

        return secrets.map(secret -> DynamicTest.dynamicTest(
                secret.getClass().getSimpleName(),
                () -> assertThat(secret.toString()).matches("dev\\.tidegate\\.[A-Za-z.]+@[0-9a-f]+")));
    }
}
