using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Storage;

/// <summary>Finds the images below the ones that the XML names by reading headers (storage.md 16). Only for a real start.</summary>
internal sealed class ImageChain
{
    /// <summary>A longer chain is taken for an error.</summary>
    private const int Deepest = 200;

    private readonly Disk disk;
    private readonly TranslationContext context;
    private readonly HashSet<string> visited = [];
    private int depth;

    public ImageChain(Disk disk, TranslationContext context)
    {
        this.disk = disk;
        this.context = context;
    }

    /// <summary>Checks that the images at hand are there, and follows their headers down.</summary>
    /// <exception cref="DomainException">An image is missing, corrupt, or part of a loop, or does not say what is below it.</exception>
    public void Complete(ImageNode top)
    {
        ImageNode last = top;
        for (ImageNode? image = top; image is not null; image = image.Backing)
        {
            CheckPresence(image.Source, above: null);
            Visit(image.Source);
            last = image;
        }

        if (last.IsChainEnd || !ImageHeaderReader.CanHaveBacking(last.Format) || !IsReadable(last.Source))
        {
            return;
        }

        Follow(last);
    }

    private void Follow(ImageNode image)
    {
        while (true)
        {
            ImageHeader header = ReadHeader(image.Source, image.Format);
            if (header.DataFile is { } dataName && image.DataFile is null)
            {
                image.DataFile = PrepareDataFile(image, dataName);
            }

            if (header.BackingString is not { } text)
            {
                image.IsChainEnd = true;
                return;
            }

            if (ParseName(text, image.Source, "backing file") is not { } source)
            {
                return;
            }

            if (++depth > Deepest)
            {
                throw Refuse(image.Source, $"the chain of backing images of disk '{disk.TargetDev}' is longer than {Deepest} images");
            }

            LookAt(source, image.Source);
            Visit(source);
            bool isReadable = IsReadable(source);
            source.Format ??= FormatOf(source, header, isReadable, image.Source);
            StorageSourceDefaults.Complete(source);
            ImageRules.CheckDefinition(source);
            ImageRules.CheckForQemu(source, disk, context.Capabilities);
            image.Backing = DiskImages.PrepareImage(disk, source, readOnly: true, isTop: false, context);
            image = image.Backing;
            if (!isReadable || !ImageHeaderReader.CanHaveBacking(image.Format))
            {
                return;
            }
        }
    }

    /// <summary>The format of an image that was found: the header above says it, or, where that is safe, its own first bytes.</summary>
    private StorageFormat FormatOf(StorageSource source, ImageHeader above, bool isReadable, StorageSource parent)
    {
        if (above.IsBackingRaw)
        {
            return StorageFormat.Raw;
        }

        if (above.BackingFormat is { } word)
        {
            return StorageFormat.Names.TryParse(word, out StorageFormat known) ? known : StorageFormat.Raw;
        }

        if (!isReadable)
        {
            throw Refuse(source,
                $"the format of backing image '{Describe(source)}' of image '{Describe(parent)}' was not specified in the image metadata, and it cannot be "
                + "looked at from here");
        }

        StorageFormat format = ImageHeaderReader.Probe(context.Host.ReadStart(source.Path!, ImageHeaderReader.BytesNeeded));
        if (format == StorageFormat.Iso)
        {
            return StorageFormat.Raw;
        }

        if (!above.MayTrustProbe && ImageHeaderReader.CanHaveBacking(format) && ReadHeader(source, format) is { } header
            && (header.BackingString ?? header.DataFile) is not null)
        {
            throw Refuse(
                source,
                $"format of backing image '{Describe(source)}' of image '{Describe(parent)}' was not specified in the image metadata: "
                + $"'qemu-img rebase -u -F {StorageFormat.Names[format]}' would mend it, if that is what it is");
        }

        return format;
    }

    private ImageNode PrepareDataFile(ImageNode owner, string name)
    {
        StorageSource source = ParseName(name, owner.Source, "data file")
            ?? throw Refuse(owner.Source, $"image '{Describe(owner.Source)}': the name of its data file holds credentials");
        LookAt(source, owner.Source);
        source.Format = StorageFormat.Raw;
        return DiskImages.PrepareDataFile(disk, source, owner, context);
    }

    private StorageSource? ParseName(string text, StorageSource parent, string what)
    {
        try
        {
            StorageSource? source = BackingString.Parse(text, parent);
            if (source is not null)
            {
                source.Position = disk.Position;
            }

            return source;
        }
        catch (ImageHeaderException e)
        {
            throw Refuse(parent, $"image '{Describe(parent)}' ({what}): {e.Message}");
        }
    }

    private ImageHeader ReadHeader(StorageSource source, StorageFormat format)
    {
        try
        {
            return ImageHeaderReader.Read(context.Host.ReadStart(source.Path!, ImageHeaderReader.BytesNeeded), format);
        }
        catch (ImageHeaderException e)
        {
            throw Refuse(source, $"image '{Describe(source)}' cannot be used: {e.Message}");
        }
    }

    /// <summary>A local source that was found is retyped by what is really there.</summary>
    private void LookAt(StorageSource source, StorageSource parent)
    {
        if (source.Type != StorageType.File)
        {
            return;
        }

        CheckPresence(source, parent);
        switch (context.Host.KindOf(source.Path!))
        {
            case HostPathKind.Block:
                source.Type = StorageType.Block;
                break;
            case HostPathKind.Directory:
                throw Refuse(source, $"'{source.Path}', backing image of '{Describe(parent)}', is a directory");
        }
    }

    private void CheckPresence(StorageSource source, StorageSource? above)
    {
        if (source is { IsLocal: true, FdGroup: null, Path: { } path } && context.Host.KindOf(path) == HostPathKind.Missing)
        {
            string role = above is null ? $"Cannot access storage file '{path}'" : $"Cannot access backing file '{path}' of storage file '{Describe(above)}'";
            throw new DomainException($"{role}: No such file or directory (disk '{disk.TargetDev}')", disk.Position, RefusalKind.Operation) { HasClass = true };
        }
    }

    private void Visit(StorageSource source)
    {
        if (!visited.Add(Describe(source)))
        {
            throw Refuse(source, $"the chain of backing images of disk '{disk.TargetDev}' is a loop: '{Describe(source)}' is its own backing image");
        }
    }

    private static bool IsReadable(StorageSource source) => source is { Type: StorageType.File or StorageType.Block, FdGroup: null, Path: not null };

    private static string Describe(StorageSource source) => source.Type == StorageType.Network
        ? $"{StorageProtocol.Names.Of(source.Protocol)}:{(source.Hosts.Count > 0 ? source.Hosts[0].Name ?? source.Hosts[0].Socket : null)}/{source.NetworkVolume}/{source.Path}"
        : source.Path ?? "";

    private DomainException Refuse(StorageSource source, string message) =>
        DomainException.Operation(message, source.Position.IsKnown ? source.Position : disk.Position);
}
