namespace VirshLite.DomainParser.Model;

public sealed class Iommu : Device
{
}
