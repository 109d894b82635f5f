package dev.tidegate.simulator.card;

import java.nio.file.Path;
import java.util.HexFormat;

/** Cards of the tests, made without a drawer. */
final class Cards {
    private Cards() {}

    static SimulatedCard of(Path state, String name) {
        return of(state, profile(name));
    }

    static SimulatedCard of(Path state, CardProfile profile) {
        CardMemory memory = CardMemory.open(state.resolve(profile.name()), 1);
        return new SimulatedCard(profile, KeyRing.load(), issuerKey(), memory);
    }

    static CardProfile profile(String name) {
        return CardProfile.all().stream()
                .filter(profile -> profile.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    static IssuerMasterKey issuerKey() {
        return new IssuerMasterKey(HexFormat.of().parseHex(Invocation.TEST_MASTER_KEY));
    }

    static CardMasterKey masterKey(CardProfile profile) {
        return issuerKey().optionA(profile.number().digits(), profile.sequence());
    }

    /** The issuer of this card as it sees the transaction with this counter. */
    static ReferenceIssuer issuer(String name, int counter) {
        CardProfile profile = profile(name);
        return new ReferenceIssuer(Invocation.TEST_MASTER_KEY, profile.number().digits(), profile.sequence(), counter);
    }
}
