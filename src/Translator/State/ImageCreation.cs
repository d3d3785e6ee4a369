using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.State;

/// <summary>The options of QMP's blockdev-create for a new image: first the room on the storage, then the format in it (guest-state.md 3.3).</summary>
public static class ImageCreation
{
    /// <summary>Makes the file or object itself; null where the protocol has nothing to make (block devices, NBD …).</summary>
    /// <param name="physicalSize">Bytes of the file.</param>
    public static PropertyBag? Protocol(ImageNode image, ulong physicalSize, IHostFacts host)
    {
        StorageSource source = image.Source;
        PropertyBag? bag = source.Type switch
        {
            StorageType.File => ProtocolProperties.OfTarget(image, host),
            StorageType.Network when source.Protocol is StorageProtocol.Gluster or StorageProtocol.Rbd or StorageProtocol.Ssh or StorageProtocol.Nfs =>
                Located(image, host),
            _ => null,
        };
        return bag?.Add("size", physicalSize);
    }

    /// <summary>Lays the format into the storage node; null for plain raw images, which need none.</summary>
    /// <param name="capacity">Bytes of the virtual disk.</param>
    /// <param name="backing">The image that the new one stands on; null for none.</param>
    /// <param name="clusterSize">Of qcow2, in bytes; 0 leaves it to QEMU.</param>
    /// <exception cref="DomainException">QEMU makes no images of this format.</exception>
    public static PropertyBag? Format(ImageNode image, ulong capacity, IHostFacts host, ImageNode? backing = null, ulong clusterSize = 0)
    {
        string driver;
        switch (image.Format)
        {
            case StorageFormat.Raw when !image.IsLuksRaw:
                return null;
            case StorageFormat.Raw:
                return Encryption(image, new PropertyBag()).Add("driver", "luks").Add("file", image.SliceName ?? image.StorageName).Add("size", capacity);
            case StorageFormat.Qcow2 or StorageFormat.Qcow or StorageFormat.Qed or StorageFormat.Vmdk or StorageFormat.Vpc or StorageFormat.Vdi:
                driver = StorageFormat.Names[image.Format];
                break;
            case StorageFormat.Ploop:
                driver = "parallels";
                break;
            case StorageFormat.Vhd:
                driver = "vhdx";
                break;
            default:
                throw DomainException.Internal($"can't create storage format '{StorageFormat.Names[image.Format]}'", image.Source.Position);
        }

        PropertyBag bag = new PropertyBag().Add("driver", driver).Add("file", image.SliceName ?? image.StorageName).Add("size", capacity);
        if (image.Format == StorageFormat.Qcow2)
        {
            bag.AddPositive("cluster-size", clusterSize).Add("data-file", image.DataFile?.EffectiveName)
                .Add("data-file-raw", image.DataFile is null ? null : (bool?)true);
        }

        Backing(bag, image, backing, host);
        if (image.Format is StorageFormat.Qcow2 or StorageFormat.Qcow && image.HasQemuLuks)
        {
            bag.Add("encrypt", Encryption(image, new PropertyBag()).Add("format", "luks"));
        }

        return bag;
    }

    private static PropertyBag Located(ImageNode image, IHostFacts host)
    {
        PropertyBag target = ProtocolProperties.OfTarget(image, host);
        PropertyValue driver = target["driver"]!;
        target.Remove("driver");
        return new PropertyBag().Add("driver", driver).Add("location", target);
    }

    private static void Backing(PropertyBag bag, ImageNode image, ImageNode? backing, IHostFacts host)
    {
        if (backing is null)
        {
            return;
        }

        if (image.Format is not (StorageFormat.Qcow2 or StorageFormat.Qcow or StorageFormat.Qed or StorageFormat.Vmdk))
        {
            throw DomainException.Internal($"storage format '{StorageFormat.Names[image.Format]}' does not support backing store", image.Source.Position);
        }

        bag.Add("backing-file", BackingText.Of(backing, host));
        if (image.Format is StorageFormat.Qcow2 or StorageFormat.Qed)
        {
            bag.Add("backing-fmt", backing.IsLuksRaw ? "luks" : StorageFormat.Names[backing.Format]);
        }
    }

    /// <summary>Key and cipher of a LUKS header.</summary>
    private static PropertyBag Encryption(ImageNode image, PropertyBag bag)
    {
        EncryptionCipher? cipher = image.Source.Encryption?.Cipher;
        bag.Add("key-secret", image.EncryptionSecrets is [var secret, ..] ? secret.Id : null);
        return cipher is null
            ? bag
            : bag.Add("cipher-alg", CipherAlgorithm(cipher)).Add("cipher-mode", cipher.Mode).Add("hash-alg", cipher.Hash)
                .Add("ivgen-alg", cipher.IvgenName).Add("ivgen-hash-alg", cipher.IvgenHash);
    }

    /// <summary>Name and bits of the key: aes-256.</summary>
    internal static string CipherAlgorithm(EncryptionCipher cipher) =>
        cipher.Size == 0 ? cipher.Name : string.Create(CultureInfo.InvariantCulture, $"{cipher.Name}-{cipher.Size}");
}
