using VirshLite.Runner.Takeover;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Tests.Takeover;

/// <summary>What other programs say of a host, taken apart.</summary>
public sealed class HostReadingSpecs
{
    [Fact]
    public void Units_that_are_not_there_do_not_count()
    {
        IReadOnlyList<UnitFacts> units = LibvirtUnits.Parse("""
            Id=libvirtd.service
            LoadState=loaded
            ActiveState=active
            UnitFileState=enabled

            Id=virtqemud.service
            LoadState=not-found
            ActiveState=inactive
            UnitFileState=

            Id=libvirtd-tcp.socket
            LoadState=masked
            ActiveState=inactive
            UnitFileState=masked

            Id=libvirt-guests.service
            LoadState=loaded
            ActiveState=inactive
            UnitFileState=disabled

            """);

        units.ShouldBe([new("libvirtd.service", true, true, false), new("libvirtd-tcp.socket", false, false, true), new("libvirt-guests.service", false, false, false)]);
    }

    [Theory]
    [InlineData("3:cpuset:/machine/qemu-1-tk.libvirt-qemu/emulator", "/cpuset/machine/qemu-1-tk.libvirt-qemu")]
    [InlineData("0::/machine/qemu-1-tk.libvirt-qemu/emulator", "/machine/qemu-1-tk.libvirt-qemu")]
    [InlineData("4:memory:/machine/qemu-1-tk.libvirt-qemu", "/memory/machine/qemu-1-tk.libvirt-qemu")]
    [InlineData("0::/machine.slice/machine-qemu\\x2d1\\x2dtk.scope/libvirt/emulator", null)]
    [InlineData("8:pids:/", null)]
    [InlineData("", null)]
    public void A_control_group_is_libvirts_own_where_no_scope_is_around_it(string line, string? directory) =>
        LibvirtGroups.DirectoryOf(line).ShouldBe(directory);

    [Theory]
    [InlineData("""{"mac":"02:00:00:00:00:09","adminMac":"02:00:00:00:00:01","vlanTag":42}""", "02:00:00:00:00:01", 42)]
    [InlineData("""{"mac":"02:00:00:00:00:09","vlanTag":"-1"}""", null, -1)]
    [InlineData("{", null, null)]
    public void An_SR_IOV_function_is_set_back_to_what_libvirt_noted(string note, string? mac, int? vlan) =>
        FunctionNotes.Read(note, "/n", "eth0", 3).ShouldBe(new FunctionOrigin("/n", "eth0", 3, mac, vlan));
}
