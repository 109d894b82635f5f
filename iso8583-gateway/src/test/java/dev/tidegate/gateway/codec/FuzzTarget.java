package dev.tidegate.gateway.codec;

import dev.tidegate.gateway.fixture.Profiles;
import dev.tidegate.gateway.fixture.Sales;
import dev.tidegate.gateway.profile.Golden;
import dev.tidegate.gateway.profile.GoldenReader;
import dev.tidegate.gateway.profile.Profile;
import dev.tidegate.gateway.profile.ProfileHoleException;
import dev.tidegate.gateway.profile.ProfileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One taker of bytes from outside. Whatever it is given ends in a value or in its own typed rejection; anything else
 * leaves {@link #taste} as an exception: a finding.
 */
enum FuzzTarget {
    /** A frame of packed digits, read as the link reads it. */
    MESSAGE {
        @Override
        List<byte[]> seeds() {
            return answers("iso87-generic");
        }

        @Override
        boolean taste(byte[] input) {
            return read(Codecs.GENERIC, input);
        }
    },

    /** A frame of 1993 in packed digits, with an authentication code. */
    MESSAGE_1993 {
        @Override
        List<byte[]> seeds() {
            return answers("elavon-like");
        }

        @Override
        boolean taste(byte[] input) {
            return read(Codecs.SEALED, input);
        }
    },

    /** A frame of characters. */
    MESSAGE_TEXT {
        @Override
        List<byte[]> seeds() {
            return answers("ifsf-like");
        }

        @Override
        boolean taste(byte[] input) {
            return read(Codecs.TEXT, input);
        }
    },

    /** A frame in words: no card number, whatever it is. */
    EXPLAINED {
        @Override
        List<byte[]> seeds() {
            return Stream.of(answers("iso87-generic"), sales("iso87-generic"))
                    .flatMap(List::stream)
                    .toList();
        }

        @Override
        boolean taste(byte[] input) {
            Explained explained = Codecs.WORDS.explain(input);
            if (explained.toString().contains(Sales.NUMBER)) {
                throw new IllegalStateException("a card number is shown");
            }
            return explained.disagreement() == null;
        }
    },

    /** A profile's own file. */
    PROFILE {
        @Override
        List<byte[]> seeds() {
            return List.of(file("iso87-generic"), file("elavon-like"), file("ifsf-like"));
        }

        @Override
        boolean taste(byte[] input) {
            try {
                Files.write(Codecs.FOLDER.resolve("profile.yml"), input);
                ProfileReader.read(Codecs.FOLDER, name -> null);
                return true;
            } catch (ProfileHoleException e) {
                return false;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    /** Inputs that are right to start from. */
    abstract List<byte[]> seeds();

    /** Whether it was a value; false for a typed rejection. */
    abstract boolean taste(byte[] input);

    /** How a person names it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static FuzzTarget of(String title) {
        return valueOf(title.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Made at the first use: packager files cost time. */
    private static final class Codecs {
        static final IsoCodec GENERIC = new IsoCodec(Profiles.generic());
        static final IsoCodec SEALED = new IsoCodec(Profiles.named("elavon-like"), new Zeros());
        static final IsoCodec TEXT = new IsoCodec(Profiles.named("ifsf-like"));
        static final Explainer WORDS = new Explainer(Profiles.generic());
        static final Path FOLDER = folder();

        private static Path folder() {
            try {
                Path folder = Files.createTempDirectory("tidegate-fuzz");
                Files.copy(Profiles.FOLDER.resolve("packager.xml"), folder.resolve("packager.xml"));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean read(IsoCodec codec, byte[] input) {
        try {
            return switch (codec.read(input)) {
                case Inbound.Answer(var message) -> message.stan().value() > 0;
                case Inbound.Request(var request) -> !request.code().isEmpty();
            };
        } catch (MalformedMessageException e) {
            return false;
        }
    }

    private static List<byte[]> answers(String name) {
        return GoldenReader.read(Profiles.named(name)).answers().stream()
                .map(one -> one.frame().toByteArray())
                .toList();
    }

    private static List<byte[]> sales(String name) {
        Profile profile = Profiles.named(name);
        List<byte[]> frames = new ArrayList<>();
        for (Golden.Sent sent : GoldenReader.read(profile).sent()) {
            frames.add(sent.frame().toByteArray());
        }
        return frames;
    }

    private static byte[] file(String name) {
        try {
            return Files.readAllBytes(Profiles.FOLDER.resolveSibling(name).resolve("profile.yml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Codes of zeros, as golden messages have them. */
    private static final class Zeros implements MessageMac {
        @Override
        public byte[] compute(byte[] covered) {
            return new byte[8];
        }

        @Override
        public boolean verify(byte[] covered, byte[] mac) {
            return Arrays.equals(mac, new byte[mac.length]);
        }
    }
}
