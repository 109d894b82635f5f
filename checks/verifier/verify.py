#!/usr/bin/env python3
"""A second verifier of a till's journal, written from docs/record-v1.md alone.

It shares no line with the product: two implementations that agree show that the format is written down.
Needs python3 with its standard library, and the command openssl for certificates and signatures.

  verify.py vectors DIR                     every case of the record vectors, with and without the secret
  verify.py journal DIR [--authority FILE]  a journal's folder; FILE is the device authority's certificate in PEM
            [--secret FILE]                 the enrolment's secret (32 bytes) or the till's chain.state

Prints one object of JSON a case or folder. Exit codes: 0 all as expected, or good; 1 not; 2 usage; 3 cannot read.
"""

import hashlib
import hmac
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import uuid

HEADER, MAC, HASH, RECORD_MAX, SUMMARY_MAX = 128, 32, 32, 12_288, 2_048
LOST_MAX = 100_000
CHECKPOINT, EPOCH_OPEN, EPOCH_CLOSE = 9, 10, 11
TYPES = {1, 2, 3, 4, 5, 6, 7, 8, CHECKPOINT, EPOCH_OPEN, EPOCH_CLOSE}
ENC = {1: 65, 2: 32}
PADDED = {256, 512, 1_024, 2_048, 4_096, 8_192}


class Bad(Exception):
    """A record is bad; its text is the verdict."""


def need(holds, verdict):
    if not holds:
        raise Bad(verdict)


def number(raw, at, length):
    return int.from_bytes(raw[at : at + length], "big")


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


# ---- one record

class Record:
    def __init__(self, raw, suites, archived=False):
        need(HEADER + MAC <= len(raw) <= RECORD_MAX, "BAD_LENGTH")
        need(raw[:4] == b"TGS1", "BAD_MAGIC")
        need(raw[4] == 1, "BAD_VERSION")
        need(raw[5] in TYPES, "BAD_TYPE")
        self.type, self.flags, self.suite = raw[5], number(raw, 6, 2), number(raw, 8, 2)
        need(self.flags & ~(7 if self.type == EPOCH_OPEN else 3) == 0, "BAD_FLAGS")
        need(self.suite == 0 or self.suite in suites, "UNKNOWN_SUITE")
        summary, body = number(raw, 10, 2), number(raw, 12, 4)
        gone = archived and self.suite != 0 and HEADER + summary + HASH + MAC == len(raw)
        there = HASH if gone else body
        need(summary <= SUMMARY_MAX and HEADER + summary + there + MAC == len(raw), "BAD_LENGTH")
        need(body == 0 if self.suite == 0 else body - ENC[self.suite] - 16 in PADDED, "BAD_LENGTH")
        self.till, self.epoch = raw[16:32], raw[32:48]
        self.seq, self.clock = number(raw, 48, 8), number(raw, 56, 8)
        need(1 <= self.seq < 1 << 63, "BAD_SEQ")
        self.payment, self.key_id, self.prev = raw[64:80], raw[80:88], raw[96:128]
        self.summary = raw[HEADER : HEADER + summary]
        sealed = raw[HEADER + summary : len(raw) - MAC]
        self.mac = raw[len(raw) - MAC :]
        sealed = sealed if gone else sha256(sealed)
        self.link = sha256(b"tidegate/saf/v1", raw[:HEADER], sha256(self.summary), sealed)


def cbor_map(raw):
    """One flat map in core deterministic encoding: {key: unsigned or bytes}; texts as bytes."""
    at = 0

    def head():
        nonlocal at
        need(at < len(raw), "BAD_PAYLOAD")
        major, low = raw[at] >> 5, raw[at] & 31
        at += 1
        if low < 24:
            return major, low
        need(low <= 27, "BAD_PAYLOAD")
        size = 1 << low - 24
        need(at + size <= len(raw), "BAD_PAYLOAD")
        value = number(raw, at, size)
        at += size
        need(value >= (24 if size == 1 else 1 << 4 * size) and value < 1 << 63, "BAD_PAYLOAD")
        return major, value

    major, entries = head()
    need(major == 5 and entries <= 64, "BAD_PAYLOAD")
    found, last = {}, 0
    for _ in range(entries):
        major, key = head()
        need(major == 0 and last < key <= 0xFFFF, "BAD_PAYLOAD")
        last = key
        major, value = head()
        need(major in (0, 2, 3), "BAD_PAYLOAD")
        if major != 0:
            need(at + value <= len(raw), "BAD_PAYLOAD")
            at, value = at + value, raw[at : at + value]
        found[key] = (major, value)
    need(at == len(raw), "BAD_PAYLOAD")
    return found


def summary_of(record):
    """Of a record that the chain lives from, what its summary says; of another only that it is a map."""
    found = cbor_map(record.summary)
    if record.type not in (CHECKPOINT, EPOCH_OPEN, EPOCH_CLOSE):
        return {}
    need(record.suite == 0 and not any(record.payment) and not any(record.key_id), "BAD_PAYLOAD")
    need(record.flags & 1 == 0 and record.clock < 1 << 63, "BAD_PAYLOAD")
    always, maybe = {CHECKPOINT: ((), (38, 39, 40)), EPOCH_OPEN: ((35, 36), ()), EPOCH_CLOSE: ((37,), (38, 39))}[
        record.type
    ]
    need(set(always) <= set(found) <= set(always) | set(maybe), "BAD_PAYLOAD")
    need(all(found[key][0] == (0 if key < 38 else 2) for key in found), "BAD_PAYLOAD")
    said = {key: value for key, (_, value) in found.items()}
    if record.type == EPOCH_OPEN:
        need(said[35] <= said[36] and (said[35] > 0 or said[36] == 0), "BAD_PAYLOAD")
        need((said[35] > 0) == bool(record.flags & 4), "BAD_PAYLOAD")
    need((38 in said) == (39 in said), "BAD_PAYLOAD")
    if 38 in said:
        need(len(said[38]) == 64 and 1 <= len(said[39]) <= 1_536, "BAD_PAYLOAD")
    if 40 in said:
        totals(said[40])
    return said


def totals(raw):
    need(raw and len(raw) % 16 == 0 and len(raw) // 16 <= 16, "BAD_PAYLOAD")
    last = b""
    for at in range(0, len(raw), 16):
        currency = raw[at : at + 3]
        need(re.fullmatch(rb"[A-Z]{3}", currency) and currency > last and raw[at + 3] == 0, "BAD_PAYLOAD")
        need(number(raw, at + 4, 4) < 1 << 31 and number(raw, at + 8, 8) < 10**12, "BAD_PAYLOAD")
        last = currency


# ---- signatures

class Signatures:
    """Asks openssl. Without the authority's certificate a good signature is good, but nobody's."""

    def __init__(self, authority_pem=None):
        self.folder = tempfile.TemporaryDirectory()
        self.authority = self.file("authority.pem", authority_pem) if authority_pem else None
        self.known = {}

    def file(self, name, content):
        path = pathlib.Path(self.folder.name, name)
        path.write_bytes(content)
        return str(path)

    @staticmethod
    def openssl(*arguments):
        done = subprocess.run(["openssl", *arguments], capture_output=True, check=False)
        return done.stdout if done.returncode == 0 else None

    def key_of(self, certificate, name):
        """The file of the certificate's public key; None where it is not that name's under the authority."""
        if (certificate, name) not in self.known:
            self.known[certificate, name] = self.look(certificate, name)
        return self.known[certificate, name]

    def look(self, certificate, name):
        der = self.file("certificate.der", certificate)
        pem = self.openssl("x509", "-inform", "DER", "-in", der)
        if pem is None:
            return None
        path = self.file("certificate.pem", pem)
        names = self.openssl("x509", "-in", path, "-noout", "-ext", "subjectAltName") or b""
        if re.findall(r"URI:(\S+?)(?:,|\s|$)", names.decode("ascii", "replace")) != [name]:
            return None
        if self.authority and not self.openssl(
            "verify", "-no_check_time", "-partial_chain", "-purpose", "any", "-CAfile", self.authority, path
        ):
            return None
        key = self.openssl("x509", "-in", path, "-noout", "-pubkey")
        curve = self.openssl("ec", "-pubin", "-in", self.file("key.pem", key), "-noout", "-text") if key else None
        if not curve or b"prime256v1" not in curve:
            return None
        return self.file(f"key-{len(self.known)}.pem", key)

    def verdict(self, label, till, seq, link, value, certificate, name):
        key = self.key_of(certificate, name)
        if key is None:
            return "FOREIGN_CERTIFICATE"
        message = self.file("message", label + till + seq.to_bytes(8, "big") + link)
        halves = [der_integer(int.from_bytes(half, "big")) for half in (value[:32], value[32:])]
        der = self.file("signature", der_item(0x30, b"".join(halves)))
        good = self.openssl("dgst", "-sha256", "-verify", key, "-signature", der, message)
        return "GOOD" if good is not None else "BAD_SIGNATURE"

    def of_record(self, record, said):
        name = "urn:tidegate:till:" + str(uuid.UUID(bytes=record.till))
        label = b"tidegate/checkpoint/v1"
        return self.verdict(label, record.till, record.seq - 1, record.prev, said[38], said[39], name)

    def of_receipt(self, till, receipt):
        seq, link, value, certificate = receipt
        return self.verdict(b"tidegate/receipt/v1", till, seq, link, value, certificate, "urn:tidegate:signer")


def der_item(tag, content):
    length = len(content)
    return bytes([tag, length]) + content if length < 128 else bytes([tag, 0x81, length]) + content


def der_integer(value):
    return der_item(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


# ---- the chain

class Verifier:
    def __init__(self, signatures, secret=None, receipt=None, suites=(1, 2), let_go=(0, bytes(32))):
        self.signatures, self.secret, self.receipt, self.suites = signatures, secret, receipt, suites
        self.let_go = let_go
        self.till = self.epoch = self.key = self.at_receipt = None
        self.first = self.last = 0
        self.link, self.seen, self.broken = bytes(32), {}, False
        self.good = self.signed = self.macs = 0

    def next(self, raw, archived=False):
        """None for a good record; its verdict for the first bad one; "" for what lies behind that."""
        seq = 0
        try:
            record = Record(raw, self.suites, archived)
            seq = record.seq
            if self.till is None:
                self.begin(record)
            need(record.till == self.till, "UNKNOWN_TILL")
            if self.broken and not self.names_loss(record):
                return ""
            self.judge(record)
            return None
        except Bad as bad:
            return self.is_bad(str(bad), seq)

    def is_bad(self, verdict, seq=0):
        if self.broken:
            return ""
        self.broken, self.bad_seq = True, seq
        return verdict

    def begin(self, record):
        gone, link = self.let_go
        self.till, self.last = record.till, gone or record.seq - 1
        self.first = self.last + 1
        self.link = link if gone else sha256(b"genesis", record.till) if record.seq == 1 else record.prev
        if self.secret is not None:
            self.key = chain_key(self.secret, record.till)

    def names_loss(self, record):
        if record.type != EPOCH_OPEN:
            return False
        try:
            said = summary_of(record)
        except Bad:
            return False
        within = 0 < said[35] <= self.last + 1 and said[36] == record.seq - 1
        return within and said[36] - self.last <= LOST_MAX

    def judge(self, record):
        seq, jumps = record.seq, record.seq > self.last + 1
        if seq <= self.last:
            raise Bad("DUPLICATE" if self.seen.get(seq) == record.link else "FORK")
        need(not jumps or self.names_loss(record), "GAP")
        checked = self.check_mac(record)
        need(jumps or record.prev == self.link, "CHAIN_BROKEN")
        said = summary_of(record)
        opens = record.type == EPOCH_OPEN
        need(opens or seq != 1 if self.epoch is None else opens != (record.epoch == self.epoch), "EPOCH_BROKEN")
        if 38 in said:
            verdict = self.signatures.of_record(record, said)
            need(verdict == "GOOD", verdict)
            self.signed += 1
        self.last, self.link, self.broken = seq, record.link, False
        self.seen[seq] = record.link
        self.epoch = b"" if record.type == EPOCH_CLOSE else record.epoch
        self.good, self.macs = self.good + 1, self.macs + checked

    def check_mac(self, record):
        if self.key is None or record.seq < self.key[0]:
            return False
        seq, key = self.key
        while seq < record.seq:
            seq, key = seq + 1, hmac.digest(key, b"tidegate/saf/ratchet", "sha256")
        need(hmac.compare_digest(hmac.digest(key, record.link, "sha256"), record.mac), "BAD_MAC")
        self.key = (seq, key)
        return True

    def receipt_verdict(self):
        """None where the receipt is good, or there is none."""
        if self.receipt is None or self.till is None:
            return None
        if self.signatures.of_receipt(self.till, self.receipt) != "GOOD":
            return "BAD_RECEIPT"
        seq, link = self.receipt[:2]
        if seq > self.last:
            return "TRUNCATED"
        return "RECEIPT_MISMATCH" if self.seen.get(seq, link) != link else None


def chain_key(content, till):
    if len(content) == 32:
        return 0, hmac.digest(content, b"tidegate/saf/chain" + till + b"\1", "sha256")
    slots = [content[at : at + 160] for at in (0, 4_096)]
    good = [s for s in slots if s[:8] == b"TGCS\1\0\0\0" and hmac.compare_digest(
        hmac.digest(s[88:120], b"tidegate/saf/state" + s[:128], "sha256"), s[128:])]
    newest = max(good, key=lambda slot: number(slot, 8, 8), default=None)
    if newest is None or newest[16:32] != till:
        sys.exit("verify.py: the file holds no chain state of this till")
    return number(newest, 48, 8), newest[88:120]


# ---- files

def crc32c_table():
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0x82F63B78 if value & 1 else 0)
        table.append(value)
    return table


CRC = crc32c_table()


def crc32c(raw):
    crc = 0xFFFFFFFF
    for byte in raw:
        crc = CRC[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


def frames(raw):
    """Each frame of a file in order: (offset, seq, record), or (offset, None, None) where one is torn."""
    at = 0
    while at + 4 <= len(raw):
        if raw[at : at + 4] != b"TGF1":
            at = next_magic(raw, at + 4)
            continue
        length = number(raw, at + 4, 4) if at + 28 <= len(raw) else 0
        whole = 1 <= length <= RECORD_MAX and at + 28 + length <= len(raw)
        record = raw[at + 28 : at + 28 + length]
        if whole and number(raw, at + 24, 4) == crc32c(raw[at + 4 : at + 24] + record):
            yield at, number(raw, at + 8, 8), record
            at += (28 + length + 3) // 4 * 4
        else:
            yield at, None, None
            at += 4


def next_magic(raw, at):
    while True:
        found = raw.find(b"TGF1", at)
        if found < 0:
            return len(raw)
        if found % 4 == 0:
            return found
        at = found + 1


NAME = r"\d{20}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def generations(folder):
    """Each generation in order: (file, its frames, where its epoch's next one begins, whether it is archived)."""
    names = {}
    for path in sorted(folder.glob("gen-*")):
        name = re.fullmatch(rf"gen-({NAME})(-c)?", path.name)
        if not name:
            raise OSError(f"{path} is no generation")
        if not name[2]:
            file = path / "19700101F.cq4"
            names[name[1]] = file, list(frames(file.read_bytes() if file.exists() else b"")), False
    for path in (folder / "archive").glob("arc-*"):
        name = re.fullmatch(rf"arc-({NAME})", path.name)
        if not name:
            raise OSError(f"{path} is no archive")
        header = path.read_bytes()[:84]
        sound = len(header) == 84 and number(header, 80, 4) == crc32c(header[:80])
        if sound and number(header, 16, 8) <= floor(folder)[0]:
            names.pop(name[1], None)
            continue
        copy = folder / f"gen-{name[1]}-c"
        whole = {seq: record for _, seq, record in frames(copy.read_bytes())} if copy.exists() else {}
        kept = [(at, seq, whole.get(seq, record)) for at, seq, record in frames(path.read_bytes())]
        names[name[1]] = path, kept, True
    ends, out = {}, []
    for name in sorted(names, reverse=True):
        file, found, archived = names[name]
        first, epoch = int(name[:20]), name[21:]
        out.append((file, found, ends.get(epoch), archived))
        if found and found[0][1] == first:
            ends[epoch] = first
    return reversed(out)


def floor(folder):
    """Seq and link of the last record that was let go for good; 0 where none was, or nobody can say."""
    path = folder / "archive" / "floor"
    raw = path.read_bytes() if path.exists() else b""
    if len(raw) != 48 or raw[:4] != b"TGFL" or number(raw, 44, 4) != crc32c(raw[:44]):
        return 0, bytes(32)
    return number(raw, 4, 8), raw[12:44]


def cursor_receipt(folder):
    path = folder / "cursor"
    raw = path.read_bytes() if path.exists() else b""
    newest, receipt = 0, None
    for at in (0, 16_384):
        slot = raw[at : at + 12_288]
        if len(slot) < 12_288 or slot[:4] != b"TGCU" or slot[4:6] not in (b"\1\0", b"\1\1"):
            continue
        count, generation = number(slot, 6, 2), number(slot, 8, 8)
        if count > 1_024 or number(slot, 12_284, 4) != crc32c(slot[:12_284]) or generation <= newest:
            continue
        newest, receipt = generation, None
        length, start = number(slot, 24, 2), 32 + 8 * count
        if length >= 104 and start + length <= 12_284:
            part = slot[start : start + length]
            receipt = (number(part, 0, 8), part[8:40], part[40:104], part[104:])
    return receipt


# ---- commands

def verify_journal(folder, authority, secret):
    verifier = Verifier(Signatures(authority), secret, cursor_receipt(folder), let_go=floor(folder))
    bad = None
    for file, found, end, archived in generations(folder):
        for at, seq, record in found:
            if seq is not None and end is not None and seq >= end:
                break
            verdict = verifier.is_bad("TORN") if record is None else verifier.next(record, archived)
            if verdict is None:
                bad = None
            elif verdict:
                place = {"file": f"{file.parent.name}/{file.name}", "offset": at}
                bad = {"verdict": verdict, "seq": verifier.bad_seq, "expected": verifier.last + 1, **place}
    if bad is None:
        bad = {"verdict": verifier.receipt_verdict() or "OK"}
    print(json.dumps({
        **bad,
        "good": verifier.good,
        "first": verifier.first if verifier.good else 0,
        "last": verifier.last,
        "signatures": verifier.signed,
        "macs_checked": verifier.macs,
        "anchored": authority is not None,
    }))
    return 0 if bad["verdict"] == "OK" else 1


def run_case(vectors, case, signatures, secret):
    chain = [bytes.fromhex(one["record"]) for one in vectors["chain"]]
    receipt = case.get("receipt")
    if receipt:
        receipt = (receipt["seq"], *(bytes.fromhex(receipt[key]) for key in ("link", "signature", "certificate")))
    verifier = Verifier(signatures, secret, receipt)
    for at, text in enumerate(case["records"]):
        verdict = verifier.next(chain[int(text[1:]) - 1] if text[0] == "#" else bytes.fromhex(text))
        if verdict is not None:
            return verdict, at
    return verifier.receipt_verdict() or "OK", -1


def verify_vectors(folder):
    vectors = json.loads((folder / "chain-and-cases.json").read_text())
    keys = json.loads((folder / "keys.json").read_text())
    der = bytes.fromhex(keys["authority"]["certificate"])
    with tempfile.NamedTemporaryFile() as file:
        file.write(der)
        file.flush()
        pem = Signatures.openssl("x509", "-inform", "DER", "-in", file.name)
    signatures, secret, wrong = Signatures(pem), bytes.fromhex(vectors["secret"]), 0
    for number_, one in enumerate(vectors["chain"], 1):
        raw = bytes.fromhex(one["record"])
        wrong += Record(raw, (1, 2)).link.hex() != one["link"]
    for case in vectors["cases"]:
        for mode, key in (("expect", secret), ("public", None)):
            verdict, at = run_case(vectors, case, signatures, key)
            wanted = case[mode], case["at" if mode == "expect" else "public_at"]
            wrong += (verdict, at) != wanted
            print(json.dumps({"case": case["name"], "mode": mode, "verdict": verdict, "at": at}))
    print(json.dumps({"cases": len(vectors["cases"]), "links": len(vectors["chain"]), "wrong": wrong}))
    return 0 if wrong == 0 else 1


def main(arguments):
    options = {"--authority": None, "--secret": None}
    words = []
    rest = iter(arguments)
    for word in rest:
        if word in options:
            options[word] = next(rest, None)
        else:
            words.append(word)
    if len(words) != 2 or words[0] not in ("vectors", "journal"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        read = {key: pathlib.Path(value).read_bytes() if value else None for key, value in options.items()}
        folder = pathlib.Path(words[1])
        if not folder.is_dir():
            raise OSError(f"{folder} is no folder")
        if words[0] == "vectors":
            return verify_vectors(folder)
        return verify_journal(folder, read["--authority"], read["--secret"])
    except OSError as e:
        print(f"verify.py: cannot read: {e}", file=sys.stderr)
        return 3


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
