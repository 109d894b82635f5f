#!/bin/sh
# Makes what a small virtual machine boots, in the folder it is started in: initrd.gz, which finds the disks, and root.img,
# a disk with a JDK and a class path under the names they have here.
#   machine.sh JAVA_HOME CLASSPATH MAIN-CLASS FLAG...     packages/ has, unpacked, a Debian kernel and a static busybox
# The machine runs the main class in a terminal of its own, with the words behind "--" of the kernel's command line.
set -eu
java=$(readlink -f "$1")
path=$2
main=$3
shift 3
busybox=packages/bin/busybox
drivers=$(echo packages/lib/modules/*/kernel/drivers)
modules="virtio/virtio_ring virtio/virtio virtio/virtio_pci_modern_dev virtio/virtio_pci_legacy_dev virtio/virtio_pci
    block/virtio_blk"

rm -rf initrd root initrd.gz root.img
mkdir -p initrd/bin initrd/modules initrd/proc initrd/dev initrd/root root/proc root/dev root/tmp root/till
cp "$busybox" initrd/bin/
for module in $modules; do cp "$drivers/$module.ko" initrd/modules/; done
cat > initrd/init <<EOF
#!/bin/busybox sh
set -e
b=/bin/busybox
\$b mount -t proc proc /proc
\$b mount -t devtmpfs dev /dev
for module in $(for module in $modules; do basename "$module"; done | tr '\n' ' '); do \$b insmod /modules/\$module.ko; done
until [ -e /dev/vdb ]; do \$b sleep 0.1; done
\$b mount -t ext4 -o ro /dev/vda /root
\$b mount -t ext4 /dev/vdb /root/till
\$b mount -t tmpfs tmp /root/tmp
\$b mount -t proc proc /root/proc
\$b mount -t devtmpfs dev /root/dev
\$b stty -F /dev/ttyS1 raw -echo
exec \$b chroot /root $java/bin/java @/storm $main "\$@" < /dev/ttyS1 > /dev/ttyS1 2> /dev/ttyS0
EOF
chmod +x initrd/init
(cd initrd && find . | "../$busybox" cpio -o -H newc 2>/dev/null) | gzip -1 > initrd.gz

mkdir -p "root$java/bin" "root$java/lib"
cp "$java/bin/java" "root$java/bin/"
cp -a "$java/conf" "root$java/"
for part in "$java"/lib/*; do
    case $part in
        */src.zip | */ct.sym | */jmods) ;;
        *) cp -a "$part" "root$java/lib/" ;;
    esac
done
for library in $(ldd "$java/bin/java" "$java/lib/server/libjvm.so" "$java/lib/libnio.so" "$java/lib/libnet.so" |
    grep -o '/[^ ):]*' | grep -v "^$java" | sort -u); do
    mkdir -p "root${library%/*}" && cp -L "$library" "root${library%/*}/"
done
{
    for flag in "$@"; do echo "$flag"; done
    printf -- '-cp\n"%s"\n' "$path"
} > root/storm
(
    IFS=:
    for entry in $path; do mkdir -p "root${entry%/*}" && cp -aL "$entry" "root${entry%/*}/"; done
)
mkfs.ext4 -q -F -d root root.img "$(($(du -sk root | cut -f 1) * 5 / 4 + 16384))k"
rm -rf initrd root
