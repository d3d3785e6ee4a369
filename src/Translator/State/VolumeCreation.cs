using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>The qemu-img command lines that make a volume, empty or from another one (guest-state.md 7, kind volume-argv).</summary>
internal static class VolumeCreation
{
    /// <summary>The lines without the program's name, in order.</summary>
    /// <param name="secretFile">Holds the new volume's passphrase; null where it has none.</param>
    /// <param name="inputSecretFile">The same of the volume that is copied.</param>
    /// <exception cref="DomainException">qemu-img cannot make such a volume.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> Commands(
        StorageVolume volume, StorageVolume? input = null, bool preallocateMetadata = false, string? secretFile = null, string? inputSecretFile = null)
    {
        Check(volume, preallocateMetadata, input);
        string? options = Options(volume, preallocateMetadata, withBacking: input is null);
        if (input is null)
        {
            return [Create(volume, options, withBacking: true, secretFile)];
        }

        if (volume.Encryption is null && input.Encryption is null)
        {
            List<string> convert = ["convert", "-f", FormatOf(input), "-O", FormatOf(volume)];
            if (options is not null)
            {
                convert.AddRange(["-o", options]);
            }

            return [[.. convert, input.Path, volume.Path]];
        }

        // an encrypted image is written into one that is there already
        List<string> copy = ["convert", "--image-opts", "-n", "--target-image-opts"];
        AddSecret(copy, volume, secretFile);
        AddSecret(copy, input, inputSecretFile);
        copy.AddRange([ImageOptions(input), ImageOptions(volume)]);
        return [Create(volume, options, withBacking: false, secretFile), copy];
    }

    private static void Check(StorageVolume volume, bool preallocateMetadata, StorageVolume? input)
    {
        StorageFormat format = volume.Format ?? StorageFormat.Raw;
        if (format is StorageFormat.Dir or StorageFormat.Fat or StorageFormat.Vhd)
        {
            throw DomainException.Internal($"unknown storage vol type '{StorageFormat.Names[format]}'");
        }

        if (volume.BackingPath is not null && input is null
            && format is not (StorageFormat.Qcow or StorageFormat.Qcow2 or StorageFormat.Qed or StorageFormat.Vmdk or StorageFormat.Cow))
        {
            throw DomainException.Internal($"backing storage not supported for {StorageFormat.Names[format]} volumes");
        }

        if (preallocateMetadata && format != StorageFormat.Qcow2)
        {
            throw DomainException.Unsupported("metadata preallocation only available with qcow2");
        }

        if (preallocateMetadata && volume.BackingPath is not null && input is null && !volume.ExtendedL2)
        {
            throw DomainException.Unsupported("metadata preallocation conflicts with backing store");
        }

        if (volume.Encryption is { } encryption)
        {
            CheckEncryption(encryption, format);
        }

        if (volume.Compat == "0.10" && (volume.LazyRefcounts || volume.ExtendedL2))
        {
            throw DomainException.Unsupported($"Feature {(volume.LazyRefcounts ? "lazy_refcounts" : "extended_l2")} not supported with compat level 0.10");
        }
    }

    private static void CheckEncryption(StorageEncryption encryption, StorageFormat format)
    {
        if (format is not (StorageFormat.Raw or StorageFormat.Qcow2))
        {
            throw DomainException.Unsupported($"qcow volume encryption unsupported with volume format {StorageFormat.Names[format]}");
        }

        if (encryption.Format != EncryptionFormat.Luks)
        {
            throw DomainException.Unsupported($"unsupported volume encryption format {EncryptionFormat.Names[encryption.Format]}");
        }

        if (encryption.Secrets.Count != 1)
        {
            throw new DomainException(encryption.Secrets.Count > 1 ? "too many secrets for luks encryption" : "no secret provided for luks encryption");
        }
    }

    private static List<string> Create(StorageVolume volume, string? options, bool withBacking, string? secretFile)
    {
        List<string> create = ["create", "-f", FormatOf(volume)];
        if (withBacking && volume.BackingPath is { } backing)
        {
            create.AddRange(["-b", backing]);
        }

        AddSecret(create, volume, secretFile);
        if (options is not null)
        {
            create.AddRange(["-o", options]);
        }

        create.Add(volume.Path);
        if (volume.Capacity is { } capacity)
        {
            create.Add(((capacity / 1024) + (capacity % 1024 == 0 ? 0UL : 1UL)).ToString(CultureInfo.InvariantCulture) + "K");
        }

        return create;
    }

    /// <summary>What stands behind -o; null where it is empty.</summary>
    private static string? Options(StorageVolume volume, bool preallocateMetadata, bool withBacking)
    {
        List<string> options = [];
        if (withBacking && volume.BackingPath is not null)
        {
            options.Add("backing_fmt=" + StorageFormat.Names[volume.BackingFormat ?? StorageFormat.Raw]);
        }

        if (volume.Encryption is { } encryption)
        {
            string prefix = volume.Format == StorageFormat.Qcow2 ? "encrypt." : "";
            if (prefix.Length > 0)
            {
                options.Add("encrypt.format=luks");
            }

            options.Add($"{prefix}key-secret={OptionText.DoubleCommas(SecretId(volume))}");
            if (encryption.Cipher is { } cipher)
            {
                AddCipher(options, prefix, cipher);
            }
        }

        if (preallocateMetadata)
        {
            options.Add("preallocation=metadata");
        }

        if (volume.NoCow)
        {
            options.Add("nocow=on");
        }

        if (volume.Format == StorageFormat.Qcow2)
        {
            options.Add("compat=" + (volume.Compat ?? "1.1"));
            if (volume.ClusterSize > 0)
            {
                options.Add("cluster_size=" + volume.ClusterSize.ToString(CultureInfo.InvariantCulture));
            }

            if (volume.LazyRefcounts)
            {
                options.Add("lazy_refcounts");
            }

            if (volume.ExtendedL2)
            {
                options.Add("extended_l2=on");
            }
        }

        return options.Count == 0 ? null : string.Join(',', options);
    }

    private static void AddCipher(List<string> options, string prefix, EncryptionCipher cipher)
    {
        options.Add($"{prefix}cipher-alg={ImageCreation.CipherAlgorithm(cipher)}");
        Add("cipher-mode", cipher.Mode);
        Add("hash-alg", cipher.Hash);
        Add("ivgen-alg", cipher.IvgenName);
        Add("ivgen-hash-alg", cipher.IvgenHash);

        void Add(string key, string? value)
        {
            if (value is not null)
            {
                options.Add($"{prefix}{key}={value}");
            }
        }
    }

    private static void AddSecret(List<string> command, StorageVolume volume, string? file)
    {
        if (volume.Encryption is not null)
        {
            string path = file ?? throw new InvalidOperationException($"no secret file for the encrypted volume '{volume.Name}'");
            command.AddRange(["--object", $"secret,id={OptionText.DoubleCommas(SecretId(volume))},file={OptionText.DoubleCommas(path)}"]);
        }
    }

    private static string ImageOptions(StorageVolume volume)
    {
        string format = FormatOf(volume);
        string options = $"driver={format},file.filename={OptionText.DoubleCommas(volume.Path)}";
        return volume.Encryption is null ? options : $"{options},{(format == "luks" ? "" : "encrypt.")}key-secret={OptionText.DoubleCommas(SecretId(volume))}";
    }

    private static string SecretId(StorageVolume volume) => volume.Name + "_encrypt0";

    private static string FormatOf(StorageVolume volume) => volume.Format switch
    {
        null or StorageFormat.Raw => volume.Encryption is null ? "raw" : "luks",
        StorageFormat.Iso => "raw",
        { } format => StorageFormat.Names[format],
    };
}
