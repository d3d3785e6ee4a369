using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Tests;

/// <summary>libvirt's file about a running guest (host-takeover.md 5).</summary>
public class DomainStatusSpecs
{
    [Fact]
    public void It_says_whose_process_it_is_and_how_to_reach_it()
    {
        DomainStatus status = DomainStatusReader.Read(Text);

        status.State.ShouldBe(RunState.Paused);
        status.Reason.ShouldBe("user");
        status.Pid.ShouldBe(10773);
        status.MonitorPath.ShouldBe("/var/lib/libvirt/qemu/domain-5-a/monitor.sock");
        status.Vcpus.ShouldBe([new VcpuThread(0, 10780), new VcpuThread(1, 10781)]);
        status.LibDirectory.ShouldBe("/var/lib/libvirt/qemu/domain-5-a");
        status.ChannelTargetDirectory.ShouldBe("/run/libvirt/qemu/channel/5-a");
        status.QemuCapabilities.ShouldBe(["blockdev"]);
        status.Namespaces.ShouldBe(["mount"]);
        status.NodeIndex.ShouldBe(10u);
        status.RememberOwner.ShouldBeTrue();
        status.Domain.Name.ShouldBe("a");
        status.Domain.Id.ShouldBe(5);
    }

    [Fact]
    public void It_names_the_nodes_of_each_image()
    {
        Disk disk = DomainStatusReader.Read(Text).Domain.Disks.Single();

        disk.Private!.QomName.ShouldBe("/machine/peripheral/virtio-disk0/virtio-backend");
        disk.Private.CopyOnReadNode.ShouldBe("libvirt-CoR-vda");
        disk.Private.ThrottleNodes.ShouldBe([new ThrottleNode("libvirt-7-filter", "limit0")]);
        disk.Source.Private!.StorageNode.ShouldBe("libvirt-6-storage");
        disk.Source.Private.FormatNode.ShouldBe("libvirt-6-format");
        disk.Source.Backing!.Private!.RelativePath.ShouldBe("base.qcow2");
        disk.Source.Backing.Index.ShouldBe(9u);
    }

    [Fact]
    public void It_says_what_a_network_came_to()
    {
        DomainStatus status = DomainStatusReader.Read(Text);

        Interface bridged = status.Domain.Interfaces[0];
        bridged.Type.ShouldBe(InterfaceType.Network);
        bridged.Source.PortId.ShouldBe("79a1b680-3ea2-4362-a5f9-ec82a949c506");
        bridged.ActualType.ShouldBe(InterfaceType.Bridge);
        bridged.InForce.Bridge.ShouldBe("br0");
        bridged.TargetDevice.ShouldBe("vnet43");
        Interface direct = status.Domain.Interfaces[1];
        direct.ActualType.ShouldBe(InterfaceType.Direct);
        direct.InForce.Device.ShouldBe("eth0");
        direct.InForce.DirectMode.ShouldBe(DirectMode.Bridge);
        direct.IsCreated.ShouldBeTrue();
    }

    [Fact]
    public void What_is_read_is_written_again() => DomainStatusWriter.Write(DomainStatusReader.Read(Text)).ShouldBe(Text);

    [Fact]
    public void A_running_guest_s_xml_tells_none_of_it()
    {
        DomainStatus status = DomainStatusReader.Read(Text);

        string live = DomainWriter.Write(status.Domain, live: true);

        live.ShouldNotContain("privateData");
        live.ShouldNotContain("actual");
        live.ShouldNotContain("fromConfig");
        live.ShouldContain("<source file='/top.qcow2' index='6'/>");
    }

    [Fact]
    public void What_later_versions_say_is_read_over_with_a_word()
    {
        var context = new Reading.ReadingContext(new Reading.ReadingOptions { Status = true, IgnoreUnknown = true });

        DomainStatusReader.Read(Text.Replace("<rememberOwner/>", "<rememberOwner/><novelty/>", StringComparison.Ordinal), context);

        context.Warnings.ShouldHaveSingleItem().ShouldContain("<novelty>");
    }

    private const string Text = """
        <domstatus state='paused' reason='user' pid='10773'>
          <taint flag='high-privileges'/>
          <deprecation>CPU model &apos;x&apos;</deprecation>
          <monitor path='/var/lib/libvirt/qemu/domain-5-a/monitor.sock' type='unix'/>
          <namespaces>
            <mount/>
          </namespaces>
          <vcpus>
            <vcpu id='0' pid='10780'/>
            <vcpu id='1' pid='10781'/>
          </vcpus>
          <qemuCaps>
            <flag name='blockdev'/>
          </qemuCaps>
          <job type='modify' async='backup' phase='none' flags='0x0' asyncStarted='0'/>
          <fakereboot/>
          <devices>
            <device alias='virtio-disk0'/>
          </devices>
          <libDir path='/var/lib/libvirt/qemu/domain-5-a'/>
          <channelTargetDir path='/run/libvirt/qemu/channel/5-a'/>
          <memoryBackingDir path='/var/lib/libvirt/qemu/ram/5-a'/>
          <cpu mode='custom' match='exact' check='none'>
            <model fallback='forbid'>qemu64</model>
            <numa>
              <cell id='0' cpus='0-1' memory='65536' unit='KiB'/>
            </numa>
          </cpu>
          <chardevStdioLogd/>
          <rememberOwner/>
          <allowReboot value='yes'/>
          <prDaemon/>
          <nodename index='10'/>
          <fdset index='2'/>
          <memPrealloc/>
          <blockjobs active='no'/>
          <slirp>
            <helper alias='net3' pid='77'>
              <feature name='migrate'/>
            </helper>
          </slirp>
          <agentTimeout>-2</agentTimeout>
          <originalMemlock>65536</originalMemlock>
          <domain type='kvm' id='5'>
            <name>a</name>
            <uuid>73b1e855-79d9-41ed-ba66-00720f6facb7</uuid>
            <memory unit='KiB'>65536</memory>
            <currentMemory unit='KiB'>65536</currentMemory>
            <vcpu placement='static'>2</vcpu>
            <os>
              <type arch='x86_64' machine='pc-q35-10.0'>hvm</type>
            </os>
            <clock offset='utc'/>
            <on_poweroff>destroy</on_poweroff>
            <on_reboot>restart</on_reboot>
            <on_crash>destroy</on_crash>
            <devices>
              <emulator>/usr/bin/qemu-system-x86_64</emulator>
              <disk type='file' device='disk'>
                <driver name='qemu' type='qcow2' copy_on_read='on'/>
                <source file='/top.qcow2' index='6'>
                  <privateData>
                    <nodenames>
                      <nodename type='storage' name='libvirt-6-storage'/>
                      <nodename type='format' name='libvirt-6-format'/>
                    </nodenames>
                    <fdsets>
                      <fdset type='storage' id='2'/>
                    </fdsets>
                    <thresholdEvent indexUsed='yes'/>
                  </privateData>
                </source>
                <backingStore type='file' index='9'>
                  <format type='qcow2'/>
                  <source file='/base.qcow2'>
                    <privateData>
                      <nodenames>
                        <nodename type='storage' name='libvirt-9-storage'/>
                        <nodename type='format' name='libvirt-9-format'/>
                      </nodenames>
                      <relPath>base.qcow2</relPath>
                    </privateData>
                  </source>
                  <backingStore/>
                </backingStore>
                <target dev='vda' bus='virtio'/>
                <alias name='virtio-disk0'/>
                <address type='pci' domain='0x0000' bus='0x07' slot='0x00' function='0x0'/>
                <privateData>
                  <qom name='/machine/peripheral/virtio-disk0/virtio-backend'/>
                  <nodenames>
                    <nodename type='copyOnRead' name='libvirt-CoR-vda'/>
                    <nodename type='throttle-filter' name='libvirt-7-filter' group='limit0'/>
                  </nodenames>
                </privateData>
              </disk>
              <interface type='network'>
                <mac address='52:54:00:11:22:33'/>
                <source network='n' portid='79a1b680-3ea2-4362-a5f9-ec82a949c506'/>
                <port isolated='yes'/>
                <actual type='bridge'>
                  <source bridge='br0' macTableManager='libvirt'/>
                  <port isolated='yes'/>
                </actual>
                <target dev='vnet43'/>
                <model type='virtio'/>
                <alias name='net0'/>
                <address type='pci' domain='0x0000' bus='0x02' slot='0x00' function='0x0'/>
              </interface>
              <interface type='network'>
                <mac address='52:54:00:b7:08:4c'/>
                <source network='d' portid='6888f9fb-0748-48f8-bc2c-4133f92154fa'/>
                <actual type='direct' trustGuestRxFilters='yes'>
                  <source dev='eth0' mode='bridge'/>
                </actual>
                <target dev='macvtap1'/>
                <model type='virtio'/>
                <alias name='net3'/>
                <address type='pci' domain='0x0000' bus='0x03' slot='0x00' function='0x0'/>
                <privateData>
                  <created value='yes'/>
                </privateData>
              </interface>
              <tpm model='tpm-crb'>
                <backend type='emulator' version='2.0'/>
                <alias name='tpm0'/>
                <privateData>
                  <swtpm can_migrate_shared_storage='yes'/>
                </privateData>
              </tpm>
              <graphics type='vnc' port='5900' autoport='yes' websocket='5700' websocketGenerated='yes' listen='127.0.0.1'>
                <listen type='address' address='127.0.0.1' fromConfig='1' autoGenerated='no'/>
              </graphics>
              <graphics type='spice' port='5901' autoport='yes' listen='192.168.177.1'>
                <listen type='network' address='192.168.177.1' network='n' fromConfig='0' autoGenerated='no'/>
              </graphics>
              <audio id='1' type='none'/>
              <hostdev mode='subsystem' type='pci' managed='yes'>
                <source>
                  <address domain='0x0005' bus='0x90' slot='0x01' function='0x2'/>
                  <origstates>
                    <unbind/>
                    <reprobe/>
                  </origstates>
                </source>
                <alias name='hostdev0'/>
                <address type='pci' domain='0x0000' bus='0x04' slot='0x00' function='0x0'/>
              </hostdev>
            </devices>
          </domain>
        </domstatus>

        """;
}
