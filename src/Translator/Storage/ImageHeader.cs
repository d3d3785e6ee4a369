using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Storage;

/// <summary>What the header of an image says about other images.</summary>
/// <param name="Format">The format that the header is of.</param>
/// <param name="BackingString">What the image is on top of, as written; null where there is nothing below.</param>
internal sealed record ImageHeader(StorageFormat Format, string? BackingString = null)
{
    /// <summary>The format of the image below: the word of the header; null where the header has none.</summary>
    public string? BackingFormat { get; init; }

    /// <summary>qed: the image below is raw, whatever it looks like.</summary>
    public bool IsBackingRaw { get; init; }

    /// <summary>qed: the format of the image below may be found out by looking at it, even where that one has a backing file in turn.</summary>
    public bool MayTrustProbe { get; init; }

    /// <summary>qcow2: name of the external data file; null where the data are in the image itself.</summary>
    public string? DataFile { get; init; }

    /// <summary>The header speaks of encryption.</summary>
    public bool IsEncrypted { get; init; }
}

/// <summary>An image's header is not what its format asks for; the message tells where and how.</summary>
internal sealed class ImageHeaderException : Exception
{
    public ImageHeaderException(string message)
        : base(message)
    {
    }
}
