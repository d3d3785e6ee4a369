using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Cpu;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Tests.Capabilities;

/// <summary>A host in libvirt's XML (measured.md 11): the form that virsh 11.3 prints.</summary>
public class HostCapabilitiesSpecs
{
    [Fact]
    public void A_host_is_told_as_by_libvirt() => HostCapabilities.Write(
        new HostDescription(Guid.Parse("c2fa47f7-1696-4bc5-a43c-9e9c289ac6a5"), "x86_64")
        {
            Cpu = new HostCpu("Icelake-Server-v2", "Intel", ["osxsave", "hypervisor"]),
            Microcode = 1,
            Signature = (6, 207, 2),
            Cores = 2,
            PhysicalAddressBits = 46,
            PageSizesKiB = [4, 2048],
            Cells = [new HostCell(0, 24684092, [(4, 6171023), (2048, 0)], [(0, 10)], [new HostCpuPlace(1, 0, 0, 1, 1, "1")])],
            Caches = [new HostCacheBank(0, 2, "both", 2048, "0"), new HostCacheBank(0, 3, "both", 1100, "0-1")],
            Qemu = (64055, 64055),
        },
        []).ShouldBe("""
        <capabilities>

          <host>
            <uuid>c2fa47f7-1696-4bc5-a43c-9e9c289ac6a5</uuid>
            <cpu>
              <arch>x86_64</arch>
              <model>Icelake-Server-v2</model>
              <vendor>Intel</vendor>
              <microcode version='1'/>
              <signature family='6' model='207' stepping='2'/>
              <topology sockets='1' dies='1' clusters='1' cores='2' threads='1'/>
              <maxphysaddr mode='emulate' bits='46'/>
              <feature name='osxsave'/>
              <feature name='hypervisor'/>
              <pages unit='KiB' size='4'/>
              <pages unit='KiB' size='2048'/>
            </cpu>
            <power_management/>
            <iommu support='no'/>
            <migration_features>
              <live/>
              <uri_transports>
                <uri_transport>tcp</uri_transport>
                <uri_transport>rdma</uri_transport>
              </uri_transports>
            </migration_features>
            <topology>
              <cells num='1'>
                <cell id='0'>
                  <memory unit='KiB'>24684092</memory>
                  <pages unit='KiB' size='4'>6171023</pages>
                  <pages unit='KiB' size='2048'>0</pages>
                  <distances>
                    <sibling id='0' value='10'/>
                  </distances>
                  <cpus num='1'>
                    <cpu id='1' socket_id='0' die_id='0' cluster_id='1' core_id='1' siblings='1'/>
                  </cpus>
                </cell>
              </cells>
            </topology>
            <cache>
              <bank id='0' level='2' type='both' size='2' unit='MiB' cpus='0'/>
              <bank id='0' level='3' type='both' size='1100' unit='KiB' cpus='0-1'/>
            </cache>
            <secmodel>
              <model>none</model>
              <doi>0</doi>
            </secmodel>
            <secmodel>
              <model>dac</model>
              <doi>0</doi>
              <baselabel type='kvm'>+64055:+64055</baselabel>
              <baselabel type='qemu'>+64055:+64055</baselabel>
            </secmodel>
          </host>

        </capabilities>

        """);

    [Fact]
    public void A_guest_has_its_machines_in_QEMU_s_order_aliases_behind_theirs()
    {
        var tables = new AcceleratorCapabilities(
            [new QemuMachine("pc-q35-10.0", "q35", MaxCpus: 4096), new QemuMachine("pc-q35-5.2", MaxCpus: 288, Deprecated: true)], [], null);

        HostCapabilities.Machines(tables).Select(m => m.ToString()).ShouldBe(
        [
            "<machine maxCpus=\"4096\">pc-q35-10.0</machine>",
            "<machine canonical=\"pc-q35-10.0\" maxCpus=\"4096\">q35</machine>",
            "<machine maxCpus=\"288\" deprecated=\"yes\">pc-q35-5.2</machine>",
        ]);
    }
}
