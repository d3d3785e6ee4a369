using System.Diagnostics;
namespace VirshLite.Cli.Tests;

/// <summary>Pools, volumes and secrets; what is printed was held against virsh 11.3.</summary>
public sealed class StorageSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public StorageSpecs()
    {
        Directory.CreateDirectory(directory.Path + "/images");
        directory.File("etc/storage/images.xml", $"""
            <!-- libvirt's words -->
            <pool type='dir'>
              <name>images</name>
              <uuid>9cdf4569-5b1e-41cc-a637-942a7281390f</uuid>
              <capacity unit='bytes'>0</capacity>
              <target><path>{directory.Path}/images</path></target>
            </pool>
            """);
    }

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_pool_is_shown_in_virshs_lines()
    {
        Run("pool-list").Output.ShouldContain(" images   active   no\n");
        Run("pool-info", "images").Output.ShouldStartWith(
            "Name:           images\nUUID:           9cdf4569-5b1e-41cc-a637-942a7281390f\nState:          running\nPersistent:     yes\nAutostart:      "
            + "no\nCapacity:       ");
        Run("pool-dumpxml", "images").Output.ShouldContain($"  <target>\n    <path>{directory.Path}/images</path>\n    <permissions>\n");
        Run("pool-info", "nosuch").Error.ShouldBe(
            "error: failed to get pool 'nosuch'\nerror: Storage pool not found: no storage pool with matching name 'nosuch'\n");
    }

    [SkippableFact]
    public void A_volume_is_made_shown_and_removed()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-img"), "/usr/bin/qemu-img is not installed");
        string path = directory.Path + "/images/a.qcow2";

        CommandRun made = Run("vol-create-as", "images", "a.qcow2", "1G", "--format", "qcow2");
        made.Output.ShouldBe("Vol a.qcow2 created\n\n", made.Error);
        Run("vol-create-as", "images", "a.qcow2", "1G").Error.ShouldBe("error: Failed to create vol a.qcow2\nerror: storage volume 'a.qcow2' exists already\n");

        Run("vol-list", "images").Output.ShouldContain($" a.qcow2   {path}\n");
        Run("vol-info", "a.qcow2", "--pool", "images")
            .Output.ShouldStartWith("Name:           a.qcow2\nType:           file\nCapacity:       1.00 GiB\nAllocation:     ");
        Run("vol-info", "a.qcow2", "--pool", "images", "--bytes").Output.ShouldContain("Capacity:       1073741824 bytes\n");
        Run("vol-path", "a.qcow2", "--pool", "images").Output.ShouldBe(path + "\n\n");
        Run("vol-dumpxml", path).Output.ShouldStartWith(
            $"<volume type='file'>\n  <name>a.qcow2</name>\n  <key>{path}</key>\n  <capacity unit='bytes'>1073741824</capacity>\n");
        Run("vol-delete", path).Output.ShouldBe($"Vol {path} deleted\n\n");
        Run("vol-path", "a.qcow2").Error.ShouldBe(
            "error: failed to get vol 'a.qcow2', specifying --pool might help\nerror: Storage volume not found: no storage vol with matching path 'a.qcow2'\n");
    }

    [SkippableFact]
    public void A_forgotten_guests_volumes_go_where_they_are_asked_for()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "/usr/bin/qemu-system-x86_64 is not installed");
        string inPool = directory.File("images/a.img", ""), outside = directory.File("b.img", "");
        string file = directory.File("g.xml", $"""
            <domain type='qemu'><name>g</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='pc'>hvm</type></os><devices>
              <disk type='file'><source file='{inPool}'/><target dev='vda'/></disk>
              <disk type='file'><source file='{outside}'/><target dev='vdb'/></disk>
            </devices></domain>
            """);
        Run("define", file).Code.ShouldBe(0);

        Run("undefine", "g", "--storage", "vdc").Error.ShouldBe("error: Volume 'vdc' was not found in domain's definition.\n");
        CommandRun run = Run("undefine", "g", "--remove-all-storage");

        run.Output.ShouldBe($"Domain 'g' has been undefined\n\nVolume 'vda'({inPool}) removed.\n\n");
        run.Error.ShouldBe($"error: Storage volume 'vdb'({outside}) is not managed by libvirt. Remove it manually.\n");
        (File.Exists(inPool), File.Exists(outside)).ShouldBe((false, true));
    }

    [SkippableFact]
    public void Volumes_are_wiped_before_they_go_and_only_where_it_says_which()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "/usr/bin/qemu-system-x86_64 is not installed");
        string image = directory.File("images/w.img", new string('x', 5000));
        string other = directory.Path + "/other.img";
        Process.Start("ln", [image, other]).WaitForExit();
        string file = directory.File("g.xml", $"""
            <domain type='qemu'><name>g</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='pc'>hvm</type></os><devices>
              <disk type='file'><source file='{image}'/><target dev='vda'/></disk></devices></domain>
            """);
        Run("define", file).Code.ShouldBe(0);

        Run("undefine", "g", "--wipe-storage").Error.ShouldContain("'--wipe-storage' requires '--storage <string>' or '--remove-all-storage'");
        Run("undefine", "g", "--storage", "vda", "--delete-storage-volume-snapshots").Error
            .ShouldContain("Option --remove-all-storage is required by option --delete-storage-volume-snapshots");
        CommandRun run = Run("undefine", "g", "--storage", "vda", "--wipe-storage");

        run.Output.ShouldBe($"Domain 'g' has been undefined\n\nWiping volume 'vda'({image}) ... Done.\n\nVolume 'vda'({image}) removed.\n\n");
        File.ReadAllBytes(other).ShouldBe(new byte[5000]);
        File.Exists(image).ShouldBeFalse();
    }

    [SkippableFact]
    public void Volumes_of_directories_have_no_snapshots_to_remove()
    {
        Skip.IfNot(File.Exists("/usr/bin/qemu-system-x86_64"), "/usr/bin/qemu-system-x86_64 is not installed");
        string image = directory.File("images/s.img", "x");
        string file = directory.File("g.xml", $"""
            <domain type='qemu'><name>g</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='pc'>hvm</type></os><devices>
              <disk type='file'><source file='{image}'/><target dev='vda'/></disk></devices></domain>
            """);
        Run("define", file).Code.ShouldBe(0);

        CommandRun run = Run("undefine", "g", "--remove-all-storage", "--delete-storage-volume-snapshots");

        run.Code.ShouldBe(1);
        run.Error.ShouldStartWith($"error: Failed to remove storage volume 'vda'({image})\n");
        File.Exists(image).ShouldBeTrue();
    }

    [Theory]
    [InlineData("../escape")]
    [InlineData("-o")]
    public void A_volumes_name_is_a_files_name(string name) => Run("vol-create-as", "images", "--name", name, "--capacity", "1M").Code.ShouldNotBe(0);

    [Fact]
    public void A_secret_is_kept_for_its_owner_only()
    {
        string file = directory.File("s.xml",
            "<secret ephemeral='no' private='no'><description>d</description><usage type='volume'><volume>/x.img</volume></usage></secret>");
        string uuid = Run("secret-define", file).Output.Split(' ')[1];

        Run("secret-list").Output.ShouldBe($" UUID{new string(' ', 35)}Usage\n{new string('-', 55)}\n {uuid}   volume /x.img\n\n");
        Run("secret-get-value", uuid).Error.ShouldContain($"Secret not found: secret '{uuid}' does not have a value");
        Run("secret-set-value", uuid, "--file", directory.File("value", "YWJj\n")).Output.ShouldBe("Secret value set\n\n");
        Run("secret-get-value", uuid).Output.ShouldBe("YWJj\n");
        Run("secret-get-value", uuid, "--plain").Output.ShouldBe("abc");
        File.GetUnixFileMode($"{directory.Path}/etc/secrets/{uuid}.base64").ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Run("secret-dumpxml", uuid).Output.ShouldBe(
            $"<secret ephemeral='no' private='no'>\n  <uuid>{uuid}</uuid>\n  <description>d</description>\n  <usage type='volume'>\n    "
            + "<volume>/x.img</volume>\n  </usage>\n</secret>\n\n");
        Run("secret-define", file).Error.ShouldContain($"a secret with UUID {uuid} already defined for use with /x.img");
        Run("secret-undefine", uuid).Output.ShouldBe($"Secret {uuid} deleted\n\n");
        Run("secret-define", directory.File("e.xml", "<secret ephemeral='yes'/>")).Error.ShouldContain("ephemeral");
    }

    private CommandRun Run(params string[] args) => CommandRun.Of(
    [
        "--session", "--set", "use_libvirt_definitions=no", "--set", $"state_directory={directory.Path}/run", "--set",
            $"config_directory={directory.Path}/etc", .. args,
    ]);
}
