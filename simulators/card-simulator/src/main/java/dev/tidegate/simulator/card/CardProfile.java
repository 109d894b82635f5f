package dev.tidegate.simulator.card;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One card of the drawer: who it is and how it decides.
 *
 * @param name what the drawer and the control service call it
 * @param applications at least one; a card that is a stripe alone has one too, for its number
 * @param faces which sides of it there are; none for a card without a chip
 * @param directory whether the contacts have a PSE
 * @param stepwise whether it answers as T=0 has it: 61xx first, 6Cxx for another Le
 * @param faults what goes wrong from the beginning
 */
record CardProfile(
        String name,
        String description,
        List<ApplicationProfile> applications,
        Set<Face> faces,
        boolean directory,
        boolean stepwise,
        Optional<Stripe> stripe,
        List<Fault> faults) {

    static final int APPLICATIONS_MAX = 4;

    CardProfile {
        if (!name.matches("[a-z]+(-[a-z]+)*")) {
            throw new IllegalArgumentException("a card's name is also a file's: lower-case words");
        }
        if (applications.isEmpty() || applications.size() > APPLICATIONS_MAX) {
            throw new IllegalArgumentException("a card has one to four applications");
        }
        applications = List.copyOf(applications);
        faces = Set.copyOf(faces);
        faults = List.copyOf(faults);
    }

    /** The 25 test cards, with numbers out of published test ranges. */
    static List<CardProfile> all() {
        return ProfileFile.read("cards.json");
    }

    /** The application that comes first. */
    ApplicationProfile first() {
        return applications.getFirst();
    }

    Scheme scheme() {
        return first().scheme();
    }

    CardNumber number() {
        return first().holder().number();
    }

    String sequence() {
        return first().holder().sequence();
    }

    Behaviour behaviour() {
        return first().rules().behaviour();
    }

    /** The name under which the key of the application is kept: the card's, with a number after the first. */
    String keyName(ApplicationProfile application) {
        int index = applications.indexOf(application);
        return index == 0 ? name : name + "-" + (index + 1);
    }

    /** The same card with CDA. */
    CardProfile withCombinedSignature() {
        return new CardProfile(
                name,
                description,
                applications.stream()
                        .map(ApplicationProfile::withCombinedSignature)
                        .toList(),
                faces,
                directory,
                stepwise,
                stripe,
                faults);
    }
}
