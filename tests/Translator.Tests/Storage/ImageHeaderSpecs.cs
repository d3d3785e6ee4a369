using System.Text;
using FsCheck;
using FsCheck.Fluent;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Tests.Storage;

public class ImageHeaderSpecs
{
    [Theory]
    [InlineData(2u)]
    [InlineData(3u)]
    public void Qcow2_names_its_backing_file_and_that_ones_format(uint version)
    {
        ImageHeader header = ImageHeaderReader.Read(ImageBytes.Qcow2(version, "/images/base.img", "raw"), StorageFormat.Qcow2);

        header.BackingString.ShouldBe("/images/base.img");
        header.BackingFormat.ShouldBe("raw");
        header.DataFile.ShouldBeNull();
    }

    [Fact]
    public void Qcow2_without_backing_file_ends_the_chain()
    {
        ImageHeader header = ImageHeaderReader.Read(ImageBytes.Qcow2(), StorageFormat.Qcow2);

        header.BackingString.ShouldBeNull();
        header.IsEncrypted.ShouldBeFalse();
    }

    [Fact]
    public void Qcow2_names_its_external_data_file() =>
        ImageHeaderReader.Read(ImageBytes.Qcow2(dataFile: "data.raw"), StorageFormat.Qcow2).DataFile.ShouldBe("data.raw");

    [Fact]
    public void Qcow2_with_an_external_data_file_has_to_name_it()
    {
        byte[] bytes = ImageBytes.Qcow2();
        ImageBytes.Big64(bytes, 72, 4);

        Should.Throw<ImageHeaderException>(() => ImageHeaderReader.Read(bytes, StorageFormat.Qcow2)).Message.ShouldContain("external file");
    }

    [Fact]
    public void Encryption_shows() => ImageHeaderReader.Read(ImageBytes.Qcow2(cryptMethod: 2), StorageFormat.Qcow2).IsEncrypted.ShouldBeTrue();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Qed_says_whether_its_backing_file_may_be_probed(bool isRaw)
    {
        ImageHeader header = ImageHeaderReader.Read(ImageBytes.Qed("base.qed", isRaw), StorageFormat.Qed);

        header.BackingString.ShouldBe("base.qed");
        header.IsBackingRaw.ShouldBe(isRaw);
        header.MayTrustProbe.ShouldBe(!isRaw);
    }

    [Fact]
    public void Vmdk_names_its_parent_in_the_descriptor()
    {
        byte[] child = ImageBytes.Vmdk("# Disk DescriptorFile\nparentCID=12345678\nparentFileNameHint=\"base.vmdk\"\n");
        byte[] alone = ImageBytes.Vmdk("# Disk DescriptorFile\nparentCID=ffffffff\n");

        ImageHeaderReader.Read(child, StorageFormat.Vmdk).BackingString.ShouldBe("base.vmdk");
        ImageHeaderReader.Read(alone, StorageFormat.Vmdk).BackingString.ShouldBeNull();
    }

    [Fact]
    public void Formats_are_told_by_their_magic()
    {
        ImageHeaderReader.Probe(ImageBytes.Qcow2()).ShouldBe(StorageFormat.Qcow2);
        ImageHeaderReader.Probe(ImageBytes.Qed(null, false)).ShouldBe(StorageFormat.Qed);
        ImageHeaderReader.Probe(ImageBytes.Vmdk("")).ShouldBe(StorageFormat.Vmdk);
        ImageHeaderReader.Probe(Encoding.ASCII.GetBytes("vhdxfile")).ShouldBe(StorageFormat.Vhd);
        ImageHeaderReader.Probe(new byte[512]).ShouldBe(StorageFormat.Raw);
        ImageHeaderReader.Probe([]).ShouldBe(StorageFormat.Raw);
        byte[] iso = new byte[ImageHeaderReader.BytesNeeded];
        "CD001"u8.CopyTo(iso.AsSpan(32769));
        ImageHeaderReader.Probe(iso).ShouldBe(StorageFormat.Iso);
    }

    [Fact]
    public void Luks_is_a_raw_image_that_is_encrypted()
    {
        byte[] luks = [(byte)'L', (byte)'U', (byte)'K', (byte)'S', 0xba, 0xbe, 0, 1];

        ImageHeaderReader.Probe(luks).ShouldBe(StorageFormat.Raw);
        ImageHeaderReader.Read(luks, StorageFormat.Raw).IsEncrypted.ShouldBeTrue();
    }

    [Fact]
    public void Another_format_than_the_one_said_is_refused() =>
        Should.Throw<ImageHeaderException>(() => ImageHeaderReader.Read(ImageBytes.Qed(null, false), StorageFormat.Qcow2))
            .Message.ShouldContain("looks like qed");

    [Fact]
    public void Whatever_the_bytes_nothing_but_a_clear_refusal_comes_out() => Prop.ForAll<byte[], int>((noise, cut) =>
    {
        foreach (byte[] seed in (byte[][])[ImageBytes.Qcow2(3, "/a", "raw", "/b"), ImageBytes.Qed("/a", true), ImageBytes.Vmdk("parentFileNameHint=\"x\"")])
        {
            byte[] bytes = seed[..(Math.Abs(cut % 4096) + 4)];
            for (int i = 0; i < noise.Length && 4 + (i * 3) < bytes.Length; i++)
            {
                bytes[4 + (i * 3)] = noise[i];
            }

            foreach (StorageFormat format in Enum.GetValues<StorageFormat>())
            {
                try
                {
                    ImageHeaderReader.Read(bytes, format);
                }
                catch (ImageHeaderException)
                {
                }
            }
        }
    }).QuickCheckThrowOnFailure();
}
