using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Cli.Tests;

public class RelativePathSpecs
{
    [Fact]
    public void Paths_without_a_leading_slash_belong_to_the_directory_of_the_XML()
    {
        Domain domain = DomainReader.Read(
            """
            <domain type='qemu'><name>x</name><memory>1024</memory>
              <os><type arch='x86_64'>hvm</type><kernel>vmlinuz</kernel><initrd>/boot/initrd</initrd></os>
              <devices>
                <disk type='file' device='disk'><source file='../a.img'/><target dev='vda' bus='virtio'/></disk>
                <disk type='file' device='disk'><source file='/b.img'/><target dev='vdb' bus='virtio'/></disk>
                <disk type='file' device='cdrom'><target dev='sda' bus='sata'/></disk>
              </devices>
            </domain>
            """);

        DomainFile.ResolveRelativePaths(domain, "/srv/guests/x.xml");

        domain.Os.Kernel.ShouldBe("/srv/guests/vmlinuz");
        domain.Os.Initrd.ShouldBe("/boot/initrd");
        domain.Disks.Select(d => d.Source?.Path).ShouldBe(["/srv/a.img", "/b.img", null]);
    }
}
