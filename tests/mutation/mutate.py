"""Domain XML that nobody wrote: libvirt's test inputs and people's own XML, changed a little.

An attribute or a text gets another value that it has elsewhere or one at an edge, or goes; an element goes, comes twice, or gets a child that others of its kind have; a device of another domain is added.
Every domain names the QEMU of its architecture, a machine that QEMU has, an id and MAC addresses, so that two programs have to agree on all of it."""
import collections
import copy
import glob
import json
import os
import re
import xml.etree.ElementTree as ET

QEMU_NAMES = {"i686": "i386", "armv7l": "arm"}
LISTS = set("arg boot cell certificate channel codec cookie device entry env feature gid group host hostdev interconnects iothread iothreadpin ip latency bandwidth listen memnode "
            "memory page portForward range route seclabel sibling table throttlefilter timer uid usbdev vcpu vcpupin vcpusched".split())
ONCE = {"memballoon", "vsock", "watchdog", "tpm", "iommu", "nvram", "panic"}
# of numbers and words; a negative count of vCPUs is left out, which the libvirt that is asked dies of
EDGES = ["", "0", "1", " 4", "4 ", "+3", "0x10", "010", "65536", "2147483648", "4294967295", "4294967296", "18446744073709551615", "none", "default", "yes", "on"]
KEPT = {"/name", "/uuid", "/memory", "/devices", "/devices/emulator", "/os", "/os/type"}


def architecture(domain):
    type_ = domain.find("os/type")
    return (type_.get("arch") if type_ is not None else None) or "x86_64"


class Corpus:
    """Domains to start from, and which attributes, values and children stand where in them."""

    def __init__(self, conformance, realworld, architectures, only):
        ET.register_namespace("qemu", "http://libvirt.org/schemas/domain/qemu/1.0")
        with open(os.path.join(conformance, "cases.json")) as cases:
            inputs = [os.path.join(conformance, "data", case["input"]) for case in json.load(cases) if not case.get("inputMissing")]
        self.domains, self.values, self.children = [], collections.defaultdict(lambda: collections.defaultdict(set)), collections.defaultdict(list)
        self.texts = collections.defaultdict(set)
        for path in dict.fromkeys(inputs + sorted(glob.glob(os.path.join(realworld, "*.xml")))):
            try:
                domain = ET.parse(path).getroot()
            except (ET.ParseError, OSError):
                continue
            if architecture(domain) in architectures:
                self._learn(domain, "")
                if re.search(only, os.path.basename(path)):
                    self.domains.append((os.path.basename(path), domain))

    def _learn(self, element, path):
        for name, value in element.attrib.items():
            self.values[path][name].add(value)
        if len(element) == 0 and element.text and element.text.strip():
            self.texts[path].add(element.text.strip())
        for child in element:
            if isinstance(child.tag, str):
                self.children[path].append(child)
                self._learn(child, path + "/" + child.tag)

    def child(self, path, random):
        tag = random.choice(sorted({child.tag for child in self.children[path]}))
        return copy.deepcopy(random.choice([child for child in self.children[path] if child.tag == tag]))


def places(element, path="", parent=None):
    yield element, path, parent
    for child in list(element):
        if isinstance(child.tag, str):
            yield from places(child, path + "/" + child.tag, element)


def change(domain, corpus, random):
    """One change; what was done, or None where the dice fell on nothing."""
    element, path, parent = random.choice(list(places(domain))[1:])
    if path in KEPT and random.random() < 0.9:
        return None
    dice = random.random()
    known = corpus.values.get(path, {})
    if dice < 0.4 and not known and corpus.texts.get(path):
        element.text = random.choice(sorted(corpus.texts[path]) + EDGES)
        return f"{path}#{element.text}"
    if dice < 0.4 and known:
        name = random.choice(sorted(element.attrib if dice < 0.3 and element.attrib else known))
        value = random.choice(sorted(known.get(name, {""})) + (EDGES if random.random() < 0.2 else []))
        element.set(name, value)
        return f"{path}@{name}={value}"
    if dice < 0.5 and element.attrib:
        name = random.choice(sorted(element.attrib))
        del element.attrib[name]
        return f"{path}@{name} gone"
    if dice < 0.58:
        parent.remove(element)
        return f"{path} gone"
    if dice < 0.62 and path.startswith("/devices/") and path.count("/") == 2:
        parent.append(copy.deepcopy(element))
        return f"{path} twice"
    if dice < 0.85 and corpus.children.get(path):
        child = corpus.child(path, random)
        if path != "/devices" and child.tag not in LISTS and element.find(child.tag) is not None:
            return None
        element.append(child)
        return f"{path}/{child.tag} {child.attrib}"
    devices = domain.find("devices")
    if devices is None:
        return None
    device = corpus.child("/devices", random)
    if device.tag in ONCE and devices.find(device.tag) is not None:
        return None
    if random.random() < 0.6:
        for address in device.findall("address"):
            device.remove(address)
    devices.append(device)
    return f"device {device.tag} {device.attrib}"


def settle(domain, machines):
    """Names that the QEMU at hand has; ids that would be made up anew; out goes what that libvirt's preview dies of."""
    arch, type_, devices = architecture(domain), domain.find("os/type"), domain.find("devices")
    if arch not in ("x86_64", "i686"):
        domain.set("type", "qemu")
    machine = type_.get("machine") if type_ is not None else None
    if machine and machine not in machines(arch):
        stem = re.sub(r"^(rhel|pc-i440fx).*|-[0-9].*$", lambda match: "pc" if match[1] else "", machine).replace("pc-q35", "q35")
        type_.set("machine", stem if stem in machines(arch) else "pc")
    if domain.find("uuid") is None and domain.find("name") is not None:
        uuid = ET.Element("uuid")
        uuid.text = "c7a5fdbd-cdaf-9455-926a-d65c16db1809"
        domain.insert(1, uuid)
    if devices is None:
        return
    for emulator in devices.findall("emulator"):
        emulator.text = "/usr/bin/qemu-system-" + QEMU_NAMES.get(arch, arch)
    for interface in devices.findall("interface"):
        if interface.get("type") in ("hostdev", "vhostuser"):
            devices.remove(interface)
        elif interface.find("mac") is None:
            ET.SubElement(interface, "mac").set("address", f"52:54:00:00:00:{len(devices) % 256:02x}")
    for disk in devices.findall("disk"):
        filters = disk.find("throttlefilters")
        if filters is not None and any(filter_.get("group") is None for filter_ in filters):
            disk.remove(filters)


def mutants(corpus, count, most, random, machines):
    """(base, changes, XML) for count domains, each with up to most changes; most = 0: the domains as they are."""
    if most == 0:
        for base, domain in corpus.domains:
            domain = copy.deepcopy(domain)
            settle(domain, machines)
            yield base, [], ET.tostring(domain)
        return
    while count > 0:
        base, domain = random.choice(corpus.domains)
        domain = copy.deepcopy(domain)
        changes = [done for done in (change(domain, corpus, random) for _ in range(random.randint(1, most))) if done]
        if changes:
            settle(domain, machines)
            count -= 1
            yield base, changes, ET.tostring(domain)
