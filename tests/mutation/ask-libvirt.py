"""What a libvirt makes of domain XML: DIR/*.xml -> RESULTS, one JSON object a line: the stored XML and the command line, or the errors. Runs beside that libvirt's daemon.

A file that is in RESULTS already is not asked for again. Exit code 3: the daemon died of the file named last."""
import json
import os
import re
import sys

import libvirt

UNDEFINE = (libvirt.VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | libvirt.VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA | libvirt.VIR_DOMAIN_UNDEFINE_NVRAM
            | libvirt.VIR_DOMAIN_UNDEFINE_CHECKPOINTS_METADATA | libvirt.VIR_DOMAIN_UNDEFINE_TPM)


def stored(connection, xml):
    domain = connection.defineXMLFlags(xml, 0)
    try:
        return domain.XMLDesc(libvirt.VIR_DOMAIN_XML_INACTIVE | libvirt.VIR_DOMAIN_XML_SECURE)
    finally:
        domain.undefineFlags(UNDEFINE)


def answer(ask):
    try:
        return {"ok": ask()}
    except libvirt.libvirtError as error:
        return {"error": error.get_error_message()}


def main(directory, results):
    libvirt.registerErrorHandler(lambda *_: None, None)
    connection = libvirt.open("qemu:///system")
    # those of an earlier run that ended early; nobody else's
    own = set()
    for name in os.listdir(directory):
        if name.endswith(".xml"):
            with open(os.path.join(directory, name), errors="replace") as file:
                own.update(re.findall("<name>([^<]*)</name>", file.read()))
    for left in connection.listAllDomains():
        if left.name() in own and not left.isActive():
            left.undefineFlags(UNDEFINE)
    done = set()
    if os.path.exists(results):
        with open(results) as lines:
            done = {json.loads(line)["file"] for line in lines}
    with open(results, "a") as out:
        for name in sorted(os.listdir(directory)):
            if not name.endswith(".xml") or name in done:
                continue
            with open(os.path.join(directory, name)) as file:
                xml = file.read()
            record = {"file": name, "xml": answer(lambda: stored(connection, xml)), "args": answer(lambda: connection.domainXMLToNative("qemu-argv", xml, 0))}
            alive = connection.isAlive()
            print(json.dumps(record if alive else {"file": name}), file=out, flush=True)
            if not alive:
                return 3
    return 0


sys.exit(main(*sys.argv[1:3]))
