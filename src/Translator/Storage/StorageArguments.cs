using System.Globalization;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Storage;

/// <summary>Puts out prepared images: objects, descriptors, block nodes (storage.md 2.5).</summary>
internal static class StorageArguments
{
    /// <summary>The image's chain, the deepest first; a data file directly before its owner.</summary>
    public static void AddChain(CommandLineBuilder builder, ImageNode top)
    {
        var order = new List<ImageNode>();
        for (ImageNode? image = top; image is not null; image = image.Backing)
        {
            order.Add(image);
            if (image.DataFile is { } data)
            {
                order.Add(data);
            }
        }

        for (int i = order.Count - 1; i >= 0; i--)
        {
            AddImage(builder, order[i]);
        }
    }

    public static void AddImage(CommandLineBuilder builder, ImageNode image)
    {
        AddObjects(builder, image);
        AddDescriptors(builder, image);
        builder.AddBlockdev(StorageNodes.Storage(image, builder.Context));
        if (StorageNodes.Slice(image, builder.Context.Rules) is { } slice)
        {
            builder.AddBlockdev(slice);
        }

        if (StorageNodes.Format(image, builder.Context.Rules) is { } format)
        {
            builder.AddBlockdev(format);
        }
    }

    /// <summary>Everything an image needs before its node or drive.</summary>
    public static void AddObjects(CommandLineBuilder builder, ImageNode image)
    {
        if (image.PrManager is { } manager && image.Source.Reservations is { Managed: false, Path: { } path })
        {
            builder.AddObject(CommandLineBuilder.Object("pr-manager-helper", manager).Add("path", path));
        }

        if (image.NbdkitSocket is not null)
        {
            NbdkitHelper.Add(builder, image);
        }
        else
        {
            AddSecret(builder, image.AuthSecret);
            AddSecret(builder, image.CookieSecret);
        }

        if (image.Tls is { } tls)
        {
            AddSecret(builder, tls.KeyPassword);
            builder.AddObject(CommandLineBuilder.Object("tls-creds-x509", tls.Id)
                .Add("dir", tls.Directory).Add("endpoint", "client").Add("verify-peer", true).Add("passwordid", tls.KeyPassword?.Id));
        }

        foreach (NodeSecret secret in image.EncryptionSecrets)
        {
            AddSecret(builder, secret);
        }
    }

    private static void AddDescriptors(CommandLineBuilder builder, ImageNode image)
    {
        if (image.FdGroup is { } group)
        {
            for (int i = 0; i < group.Fds.Count; i++)
            {
                string name = image.StorageName + i.ToString(CultureInfo.InvariantCulture);
                builder.AddFd(image.FdSet, builder.Open(new CallersFd(name, group.Fds[i])), name);
            }
        }
        else if (image.Source.Type == DomainParser.Model.StorageType.VhostVdpa)
        {
            string name = image.StorageName + "-vdpa";
            builder.AddFd(image.FdSet, builder.Open(new DeviceNode(name, image.Source.Path!, ReadWrite: true, DeviceNodeKind.Vdpa)), name);
        }
    }

    private static void AddSecret(CommandLineBuilder builder, NodeSecret? secret)
    {
        if (secret is not null)
        {
            SecretObject.Add(builder, secret.Id, secret.Value);
        }
    }
}
