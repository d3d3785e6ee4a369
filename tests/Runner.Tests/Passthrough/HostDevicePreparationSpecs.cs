using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Native;
using VirshLite.Runner.Passthrough;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Passthrough;

/// <summary>PCI, USB and mediated devices on a made-up host: nothing of the real one is touched.</summary>
public sealed class HostDevicePreparationSpecs : IDisposable
{
    private const string Nic = "0000:03:00.0";
    private const string Sound = "0000:03:00.1";

    private readonly TemporaryDirectory state = new();
    private readonly GuestStore store;
    private readonly MadeUpHost host = new();

    public HostDevicePreparationSpecs() => store = new GuestStore(new Settings { StateDirectory = state.Path + "/run" });

    public void Dispose()
    {
        host.Dispose();
        state.Dispose();
    }

    [Fact]
    public void A_managed_device_goes_to_vfio_and_comes_back_to_its_driver()
    {
        host.Device(Nic, "e1000e", 7);

        CleanupJournal journal = Prepare("g", new PlannedPciDevice("hostdev0", Nic, true));

        host.DriverOf(Nic).ShouldBe("vfio-pci");
        host.Written.ShouldBe([$"devices/{Nic}/driver_override=vfio-pci", $"devices/{Nic}/driver/unbind={Nic}", $"drivers_probe={Nic}"]);

        CleanupAction back = journal.Read().Single(a => a.Kind == CleanupKind.PciDriver);
        back.Words.ShouldBe([host.Root, Nic, "vfio-pci", "e1000e"]);
        host.Written.Clear();
        PciDriverBinding.GiveBack(host, back.Words[1], back.Words[2], back.Words[3]);
        host.DriverOf(Nic).ShouldBe("e1000e");
        host.Written.ShouldBe([$"devices/{Nic}/driver_override=", $"devices/{Nic}/driver/unbind={Nic}", $"drivers/e1000e/bind={Nic}"]);
    }

    [Fact]
    public void The_journal_alone_writes_the_way_back()
    {
        host.Device(Nic, "e1000e", 7);
        CleanupJournal journal = Prepare("g", new PlannedPciDevice("hostdev0", Nic, true));
        File.Delete(host.Root + $"/sys/bus/pci/devices/{Nic}/driver");

        journal.RunAll();

        File.ReadAllText(host.Root + $"/sys/bus/pci/devices/{Nic}/driver_override").ShouldStartWith("\n");
        File.ReadAllText(host.Root + "/sys/bus/pci/drivers/e1000e/bind").ShouldBe(Nic);
        Directory.GetFiles(state.Path + "/run/hostdevs").ShouldBeEmpty();
    }

    [Fact]
    public void A_device_without_driver_is_left_without_one()
    {
        host.Device(Nic, null, 7);
        Prepare("g", new PlannedPciDevice("hostdev0", Nic, true));
        host.DriverOf(Nic).ShouldBe("vfio-pci");
        host.Written.ShouldBe([$"devices/{Nic}/driver_override=vfio-pci", $"drivers_probe={Nic}"]);

        PciDriverBinding.GiveBack(host, Nic, "vfio-pci", "");

        host.DriverOf(Nic).ShouldBeNull();
    }

    [Fact]
    public void A_device_that_is_with_vfio_stays_there()
    {
        host.Driver("mlx5_vfio_pci");
        host.Device(Nic, "mlx5_vfio_pci", 7);

        CleanupJournal journal = Prepare("g", new PlannedPciDevice("hostdev0", Nic, true));

        host.Written.ShouldBeEmpty();
        journal.Read().ShouldAllBe(a => a.Kind == CleanupKind.File);
    }

    [Fact]
    public void An_unmanaged_device_has_to_be_with_vfio()
    {
        host.Device(Nic, "e1000e", 7);

        string message = Refusal(new PlannedPciDevice("hostdev0", Nic, false));

        message.ShouldContain($"Unmanaged PCI device {Nic} must be manually detached from the host (e1000e has it)");
        message.ShouldContain($"echo {Nic} > /sys/bus/pci/devices/{Nic}/driver/unbind; echo {Nic} > /sys/bus/pci/drivers_probe");
        host.Written.ShouldBeEmpty();
    }

    [Fact]
    public void A_group_with_other_drivers_of_the_host_is_refused_by_their_names()
    {
        host.Device(Nic, "e1000e", 7);
        host.Device(Sound, "snd_hda_intel", 7);
        host.Device("0000:03:00.2", "pcieport", 7, "0x060400");
        host.Device("0000:03:00.3", null, 7);

        string message = Refusal(new PlannedPciDevice("hostdev0", Nic, true));

        message.ShouldContain($"group 7 is not viable while drivers of the host have {Sound} (snd_hda_intel); pass");
        host.Written.ShouldBeEmpty();
        host.DriverOf(Nic).ShouldBe("e1000e");
    }

    [Fact]
    public void A_whole_group_can_be_passed_through()
    {
        host.Device(Nic, "e1000e", 7);
        host.Device(Sound, "snd_hda_intel", 7);

        Prepare("g", new PlannedPciDevice("hostdev0", Nic, true), new PlannedPciDevice("hostdev1", Sound, true));

        host.DriverOf(Nic).ShouldBe("vfio-pci");
        host.DriverOf(Sound).ShouldBe("vfio-pci");
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Refusal(new PlannedPciDevice("hostdev0", Nic, true))
            .ShouldStartWith(
                "unsupported configuration: host doesn't support passthrough of host PCI devices (hostdev0 is 0000:03:00.0): it has no IOMMU groups");
        host.Device("0000:09:00.0", "e1000e", 9);
        Refusal(new PlannedPciDevice("hostdev0", Nic, true)).ShouldContain($"PCI device {Nic} not found");
        host.Device(Nic, "e1000e", null);
        Refusal(new PlannedPciDevice("hostdev0", Nic, true)).ShouldContain("is in no IOMMU group");
        File.Delete(host.Root + "/dev/vfio/vfio");
        Refusal(new PlannedPciDevice("hostdev0", Nic, true)).ShouldContain("there is no /dev/vfio/vfio");
        host.Commands.ShouldBe(["modprobe vfio-pci"]);
        Refusal(new PlannedUsbDevice("hostdev0", 1, 4)).ShouldContain("the host has no USB device at bus 1, device 4: there is no /dev/bus/usb/001/004");
        Refusal(new PlannedScsiDevice("hostdev0", "/dev/sg3", false)).ShouldContain("there is no /dev/sg3");
        Refusal(new PlannedVhostScsiTarget("hostdev0", "naa.5123456789abcde0")).ShouldContain("there is no /dev/vhost-scsi");
    }

    [Fact]
    public void A_device_without_vfio_node_is_refused_after_all_and_comes_back()
    {
        host.Device(Nic, "e1000e", 7);
        host.KernelRefuses = true;

        var journal = new CleanupJournal(state.Path + "/undo");
        Should.Throw<GuestException>(() => Prepare(journal, "g", new PlannedPciDevice("hostdev0", Nic, true)))
            .Message.ShouldContain($"PCI device {Nic} did not get the driver vfio-pci: no driver has it");

        host.KernelRefuses = false;
        CleanupAction back = journal.Read().Single(a => a.Kind == CleanupKind.PciDriver);
        PciDriverBinding.GiveBack(host, back.Words[1], back.Words[2], back.Words[3]);
        host.DriverOf(Nic).ShouldBe("e1000e");
    }

    [Fact]
    public void A_device_of_another_guest_is_refused_and_so_is_its_group()
    {
        host.Device(Nic, "e1000e", 7);
        host.Device(Sound, "snd_hda_intel", 7);
        store.Write(Running("other"));
        Prepare("other", new PlannedPciDevice("hostdev0", Nic, true), new PlannedPciDevice("hostdev1", Sound, true));

        Refusal(new PlannedPciDevice("hostdev0", Nic, true)).ShouldBe($"Requested operation is not valid: PCI device {Nic} is in use by domain 'other'");

        File.Delete(state.Path + $"/run/hostdevs/pci-{Sound}");
        Refusal(new PlannedPciDevice("hostdev0", Sound, true)).ShouldContain($"shares IOMMU group 7 with {Nic}, which is in use by domain 'other'");
    }

    [Fact]
    public void A_guest_that_ended_unnoticed_is_tidied_up_and_its_device_free()
    {
        host.Device(Nic, "e1000e", 7);
        store.Write(Running("other") with { Qemu = new ProcessIdentity(999999999, 1) });
        Prepare(store.JournalOf("other"), "other", new PlannedPciDevice("hostdev0", Nic, true));

        Prepare("g", new PlannedPciDevice("hostdev0", Nic, true));

        store.Read("other").ShouldBeNull();
        File.ReadAllText(state.Path + $"/run/hostdevs/pci-{Nic}").ShouldBe("g");
    }

    [Fact]
    public void A_virtual_function_gets_its_address_while_no_driver_has_it_and_gets_the_old_one_back_first()
    {
        const string Function = "0000:03:10.2";
        host.Device(Nic, "e1000e", 1);
        host.Device(Function, "e1000e", 7);
        host.Link($"/sys/bus/pci/devices/{Function}/physfn", "../" + Nic);
        host.Link($"/sys/bus/pci/devices/{Nic}/virtfn0", "../0000:03:10.0");
        host.Link($"/sys/bus/pci/devices/{Nic}/virtfn1", "../" + Function);
        host.Put($"/sys/bus/pci/devices/{Nic}/net/eth5/address");
        host.Answer = _ => """[{"ifname":"eth5","vfinfo_list":[{"vf":0,"address":"02:00:00:00:00:01"},{"vf":1,"address":"02:00:00:00:00:02","vlan_list":[{"vlan":9}]}]}]""";

        CleanupJournal journal = Prepare("g", new PlannedPciDevice("hostdev0", Function, true) { VirtualFunction = new("52:54:00:aa:bb:cc", 42) });

        host.Commands.ShouldBe(["ip -json link show dev eth5", "ip link set dev eth5 vf 1 mac 52:54:00:aa:bb:cc vlan 42"]);
        IReadOnlyList<CleanupAction> actions = journal.Read();
        actions[^1].Words.ShouldBe("ip link set dev eth5 vf 1 mac 02:00:00:00:00:02 vlan 9".Split(' '));
        actions[^2].Kind.ShouldBe(CleanupKind.PciDriver);
    }

    [Fact]
    public void An_interface_needs_a_virtual_function()
    {
        host.Device(Nic, "e1000e", 7);
        Refusal(new PlannedPciDevice("hostdev0", Nic, true) { VirtualFunction = new("52:54:00:aa:bb:cc", null) })
            .ShouldContain("supported on SR-IOV Virtual Functions only");
    }

    [SkippableFact]
    public void Nodes_belong_to_the_user_of_QEMU_for_the_time_of_the_run()
    {
        Skip.IfNot(Environment.IsPrivilegedProcess, "only root can give files away");
        string own = host.Put("/dev/bus/usb/001/004");
        string everybodys = host.Put("/dev/bus/usb/001/005");
        File.SetUnixFileMode(own, (UnixFileMode)0x1B4);
        File.SetUnixFileMode(everybodys, (UnixFileMode)0x1B6);
        var journal = new CleanupJournal(state.Path + "/undo");
        var nodes = new NodeAccess(RunAs.Of(new Settings { Privileged = true, User = "4321", Group = "4322" }), journal);

        Prepare(journal, nodes, "g", new PlannedUsbDevice("hostdev0", 1, 4), new PlannedUsbDevice("hostdev1", 1, 5));

        (FileStatus.Of(own)!.Value.Uid, FileStatus.Of(own)!.Value.Gid, FileStatus.Of(everybodys)!.Value.Uid).ShouldBe((4321u, 4322u, 0u));
        journal.RunAll();
        (FileStatus.Of(own)!.Value.Uid, FileStatus.Of(own)!.Value.Gid).ShouldBe((0u, 0u));
    }

    [Fact]
    public void A_mediated_device_has_to_be_there_with_its_group()
    {
        Guid id = Guid.NewGuid();
        host.Put("/sys/kernel/iommu_groups/12/type");
        Refusal(new PlannedMediatedDevice("hostdev0", id)).ShouldContain($"there is no mediated device {id}");
        host.Put($"/sys/bus/mdev/devices/{id}/name");
        Refusal(new PlannedMediatedDevice("hostdev0", id)).ShouldContain("is in no IOMMU group");
        host.Link($"/sys/bus/mdev/devices/{id}/iommu_group", "../../../../kernel/iommu_groups/12");
        host.Put("/dev/vfio/12");
        Prepare("g", new PlannedMediatedDevice("hostdev0", id));
    }

    private static GuestRecord Running(string name) =>
        new() { Name = name, Uuid = Guid.NewGuid(), Id = 1, Started = true, Qemu = ProcessIdentity.Of(Environment.ProcessId) };

    private string Refusal(PlannedHostDevice device) => Should.Throw<GuestException>(() => Prepare("g", device)).Message;

    private CleanupJournal Prepare(string guest, params PlannedHostDevice[] devices)
    {
        var journal = new CleanupJournal($"{state.Path}/undo-{guest}");
        File.Delete($"{state.Path}/undo-{guest}");
        Prepare(journal, guest, devices);
        return journal;
    }

    private void Prepare(CleanupJournal journal, string guest, params PlannedHostDevice[] devices) =>
        Prepare(journal, new NodeAccess(null, journal), guest, devices);

    private void Prepare(CleanupJournal journal, NodeAccess nodes, string guest, params PlannedHostDevice[] devices) =>
        new HostDevicePreparation(guest, devices, store, nodes, journal, host).Run();
}
