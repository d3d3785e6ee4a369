using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Storage;

/// <summary>Names an image's nodes and fetches what they need from the host: secrets, TLS, descriptors (storage.md 2.3, 2.4, 6).</summary>
internal static class ImagePreparation
{
    /// <summary>
    /// The node data of <paramref name="source"/>. <paramref name="prefix"/> is what the nodes' names begin with (<c>libvirt-3</c>,
    /// <c>libvirt-pflash1</c>). A pool volume is resolved by the caller.
    /// </summary>
    public static ImageNode Prepare(StorageSource source, string prefix, bool readOnly, TranslationContext context, bool alwaysFormat = false)
    {
        var image = new ImageNode(source, StorageState.Checked(prefix + "-storage")) { Format = source.Format ?? StorageFormat.Raw, ReadOnly = readOnly };
        Descriptors(image, context);
        if (source.Slice is not null)
        {
            image.SliceName = StorageState.Checked(prefix + "-slice-sto");
        }

        if (alwaysFormat || NeedsFormatNode(image, context))
        {
            image.FormatName = StorageState.Checked(prefix + "-format");
        }

        Nbdkit(image, context);
        Secrets(image, image.StorageName, image.FormatName ?? image.StorageName, context);
        if (source.Reservations is { } reservations)
        {
            image.PrManager = reservations.Managed ? PersistentReservations.ManagedHelperId : "pr-helper-" + image.StorageName;
        }

        return image;
    }

    /// <summary>The data of an image that has no nodes: a disk of bus sd, whose secrets are named after the disk.</summary>
    public static ImageNode PrepareLegacy(StorageSource source, string alias, bool readOnly, TranslationContext context)
    {
        var image = new ImageNode(source, alias) { Format = source.Format ?? StorageFormat.Raw, ReadOnly = readOnly };
        Secrets(image, alias, alias, context);
        return image;
    }

    /// <summary>A secret of the host's secret store.</summary>
    /// <exception cref="DomainException">The host has none that fits.</exception>
    public static byte[] SecretValue(SecretReference reference, string usageType, TranslationContext context, SourcePosition position)
    {
        if (reference.Uuid is { } uuid)
        {
            return context.Host.SecretValue(uuid) ?? throw DomainException.Operation($"Secret not found: no secret with matching uuid '{uuid:D}'", position);
        }

        return context.Host.SecretValue(usageType, reference.Usage ?? "")
            ?? throw DomainException.Operation($"Secret not found: no secret with matching usage '{reference.Usage}'", position);
    }

    public static bool NeedsFormatNode(ImageNode image, TranslationContext context) =>
        !context.Rules.RawImagesNeedNoFormatNode
        || !context.Capabilities.Has(Flags.BlockjobBackingMaskProtocol)
        || image.Format != StorageFormat.Raw
        || image.IsLuksRaw
        || image.FdGroup is { Fds.Count: 1, Writable: true };

    private static void Descriptors(ImageNode image, TranslationContext context)
    {
        if (image.Source is { FdGroup: { } name, Type: StorageType.File or StorageType.Block })
        {
            image.FdGroup = context.Options.FdGroups.TryGetValue(name, out FdGroup? group)
                ? group
                : throw DomainException.Operation($"file descriptor group '{name}' was not found", image.Source.Position);
            image.FdSet = context.FdSets.Take();
        }
    }

    private static void Nbdkit(ImageNode image, TranslationContext context)
    {
        if (!context.Settings.StorageUseNbdkit || image.Source.Type != StorageType.Network || context.Host.NbdkitCapabilities is not { } capabilities)
        {
            return;
        }

        string? plugin = image.Source.Protocol switch
        {
            StorageProtocol.Http or StorageProtocol.Https or StorageProtocol.Ftp or StorageProtocol.Ftps or StorageProtocol.Tftp => "plugin_curl",
            StorageProtocol.Ssh => "plugin_ssh",
            _ => null,
        };
        if (plugin is not null && capabilities.Contains(plugin))
        {
            image.NbdkitSocket = $"{context.Paths.DomainDirectory}/nbdkit-{image.StorageName}.socket";
        }
    }

    private static void Secrets(ImageNode image, string prefix, string encryptionPrefix, TranslationContext context)
    {
        StorageSource source = image.Source;
        if (source.Auth is { } auth)
        {
            string usage = source.Protocol == StorageProtocol.Rbd ? "ceph" : "iscsi";
            image.AuthSecret = new(prefix + "-auth-secret0", SecretValue(auth.Secret, usage, context, source.Position));
        }

        if (source.Cookies.Count > 0)
        {
            image.CookieSecret = new(prefix + "-httpcookie-secret0", Encoding.UTF8.GetBytes(CookieText(source)!));
        }

        if (source.Encryption is { } encryption)
        {
            for (int i = 0; i < encryption.Secrets.Count; i++)
            {
                byte[] value = SecretValue(encryption.Secrets[i], "volume", context, source.Position);
                image.EncryptionSecrets.Add(new($"{encryptionPrefix}-encryption-secret{i}", value));
            }
        }

        Tls(image, prefix, context);
    }

    /// <summary>NAME=VALUE, joined by semicolons; null where there are none.</summary>
    public static string? CookieText(StorageSource source)
    {
        if (source.Cookies.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (StorageCookie cookie in source.Cookies)
        {
            text.Append(text.Length > 0 ? "; " : "").Append(cookie.Name).Append('=').Append(cookie.Value);
        }

        return text.ToString();
    }

    private static void Tls(ImageNode image, string prefix, TranslationContext context)
    {
        StorageSource source = image.Source;
        if (source.Type != StorageType.Network)
        {
            return;
        }

        if (source.Protocol != StorageProtocol.Nbd)
        {
            if (source.Tls == true && source.Protocol != StorageProtocol.Vxhs)
            {
                throw DomainException.Unsupported($"TLS transport is not supported for disk protocol '{StorageProtocol.Names.Of(source.Protocol)}'",
                    source.Position);
            }

            return;
        }

        if (!(source.Tls ?? context.Settings.NbdTls))
        {
            return;
        }

        string id = $"obj{prefix}_tls0";
        NodeSecret? password = null;
        if (context.Settings.NbdTlsSecretUuid is { } text)
        {
            Guid uuid = Guid.TryParse(text, out Guid parsed) ? parsed : throw DomainException.Internal($"malformed secret uuid '{text}' in qemu.conf");
            password = new(id + "-secret0", SecretValue(new SecretReference { Uuid = uuid }, "tls", context, source.Position));
        }

        image.Tls = new NodeTls(id, context.Settings.NbdTlsCertDirectory, password);
    }
}
