namespace VirshLite.DomainParser.Model;

/// <summary>&lt;nvram&gt; among the devices: the NVRAM of a pSeries guest. It is nothing but an address.</summary>
public sealed class Nvram : Device
{
}
