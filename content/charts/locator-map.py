"""Where Roxham Road is: waters, the border, two cities; and the last kilometres beside the port."""

import math

import altair as alt
import polars as pl

CITIES = ("montreal", "plattsburgh")
CROSSINGS = ("roxham-road", "lacolle")
# What the map names: its words, where (degrees), on which side of the point, how far off, how.
WATER = {"color": "var(--series-1)", "fontStyle": "italic"}
AREA = {"color": "var(--muted)"}
NAMES = [
    ("Montreal", "Montréal", -73.58781, 45.50884, "right", -10, 10, {}),
    ("Plattsburgh", "Plattsburgh", -73.45291, 44.69949, "right", -9, 0, {}),
    ("Roxham Road", "Chemin Roxham", -73.5172, 45.0071, "right", -12, -12, {"fontWeight": 600}),
    ("Port of entry", "Poste frontalier", -73.452358, 45.008825, "right", 9, 20, {}),
    ("Lake\nChamplain", "Lac\nChamplain", -73.17, 44.72, "left", 0, 0, WATER),
    ("Richelieu\nRiver", "Rivière\nRichelieu", -73.21, 45.35, "left", 0, 0, WATER),
    ("St. Lawrence\nRiver", "Fleuve\nSaint-Laurent", -73.9, 45.27, "left", 0, 0, WATER),
    ("QUEBEC", "QUÉBEC", -73.83, 45.12, "center", 0, 0, AREA),
    ("ONTARIO", "ONTARIO", -74.6, 45.3, "center", 0, 0, AREA),
    ("NEW YORK", "NEW YORK", -73.7, 44.85, "center", 0, 0, AREA),
    ("VERMONT", "VERMONT", -73.03, 44.86, "center", 0, 0, AREA),
]
KM_PER_DEGREE = 111.32  # of latitude; of longitude, times the cosine
MIDDLE = (-73.5, 45.05)


class Frame:
    """A part of the drawing with a map of its own: its box, and what stands in its middle."""

    def __init__(self, box, middle, at, pixels_per_km):
        self.left, self.top, self.right, self.bottom = box
        self.middle, self.at, self.pixels_per_km = middle, at, pixels_per_km
        self.cosine = math.cos(math.radians(middle[1]))
        self.scale = pixels_per_km * KM_PER_DEGREE * self.cosine * 180 / math.pi

    def project(self, layer):
        """Give a layer this map's projection, cut at the box."""
        return layer.project(
            type="mercator",
            center=list(self.middle),
            scale=self.scale,
            translate=list(self.at),
            clipExtent=[[self.left, self.top], [self.right, self.bottom]],
        )

    def degrees(self, x, y):
        """Return the longitude and latitude of a place of the drawing."""
        east = (x - self.at[0]) / self.pixels_per_km / (KM_PER_DEGREE * self.cosine)
        south = (y - self.at[1]) / self.pixels_per_km / KM_PER_DEGREE
        return self.middle[0] + east, self.middle[1] - south

    def rect(self, **style):
        """Return the box."""
        return (
            alt.Chart(pl.DataFrame({"box": [1]}))
            .mark_rect(**style)
            .encode(
                x=alt.value(self.left),
                y=alt.value(self.top),
                x2=alt.value(self.right),
                y2=alt.value(self.bottom),
            )
        )

    def text(self, words, place, **style):
        """Return words at a place, in degrees."""
        one = pl.DataFrame({"longitude": [place[0]], "latitude": [place[1]]})
        made = alt.Chart(one).mark_text(lineBreak="\n", **style)
        return self.project(
            made.encode(longitude="longitude:Q", latitude="latitude:Q", text=alt.value(words))
        )

    def line(self, places, **style):
        """Return a line along places, in degrees."""
        line = [{"type": "LineString", "coordinates": [list(place) for place in places]}]
        return self.project(alt.Chart(alt.Data(values=line)).mark_geoshape(fill=None, **style))

    def scale_bar(self, km, left, bottom):
        """Return a bar of some kilometres with its words, from a corner of the drawing."""
        right = left + km * self.pixels_per_km
        ends = [(left, bottom - 4), (left, bottom), (right, bottom), (right, bottom - 4)]
        bar = self.line([self.degrees(*end) for end in ends], stroke="var(--ink)", strokeWidth=1.5)
        style = {"align": "left", "baseline": "bottom", "dy": -3, "dx": 5}
        return [bar, self.text(f"{km}\u00a0km", self.degrees(left, bottom), **style)]


def shapes(outlines, layer):
    """Return the shapes of a layer of the outlines."""
    every = outlines["features"]
    return alt.Chart(alt.Data(values=[one for one in every if one["properties"]["layer"] == layer]))


def marks(frame, places, view, size):
    """Return the marks of places: crossings larger, a port of entry square."""
    layers = []
    for id, kind in places.select("id", "kind").iter_rows():
        mark = alt.Chart(places.filter(pl.col("id") == id)).mark_point(
            shape="square" if kind == "land port of entry" else "circle",
            filled=True,
            opacity=1,
            size=size if id in CROSSINGS else 40,
            color="var(--ink)",
        )
        title = view.words(en="Place", fr="Lieu")
        name = view.words(en="name_en:N", fr="name_fr:N")
        tooltip = alt.Tooltip(name, title=title)
        layers.append(
            frame.project(
                mark.encode(longitude="longitude:Q", latitude="latitude:Q", tooltip=tooltip)
            )
        )
    return layers


def region(frame, outlines, places, view):
    """Return the layers of the map: waters, land, the border, names, a scale."""
    water = {"fill": "var(--series-1)", "fillOpacity": 0.18}
    shore = {"stroke": "var(--series-1)", "strokeWidth": 0.75}
    layers = [
        frame.rect(fill="var(--wash)", opacity=1),
        frame.rect(fill="var(--series-1)", opacity=water["fillOpacity"]),
        frame.project(shapes(outlines, "land").mark_geoshape(fill="var(--wash)", **shore)),
        frame.project(shapes(outlines, "lake").mark_geoshape(**water, **shore)),
        frame.project(
            shapes(outlines, "river").mark_geoshape(
                fill=None, stroke="var(--series-1)", strokeWidth=1.25
            )
        ),
        frame.project(
            shapes(outlines, "state").mark_geoshape(
                fill=None, stroke="var(--muted)", strokeDash=[2, 3]
            )
        ),
        frame.project(
            shapes(outlines, "border").mark_geoshape(
                fill=None, stroke="var(--accent)", strokeWidth=2
            )
        ),
    ]
    red = {"color": "var(--accent)", "fontWeight": 600}
    side, align = (frame.left + 8, "left") if view.narrow else (frame.right - 8, "right")
    at = (frame.degrees(side, 0)[0], 45.006 if align == "right" else 44.998)
    border = view.words(en="Border", fr="Frontière")
    layers.append(frame.text(border, at, align=align, baseline="top", dy=6, **red))
    for en, fr, longitude, latitude, align, dx, dy, own in NAMES:
        if longitude > frame.degrees(frame.left, 0)[0]:
            style = {"align": align, "dx": dx, "dy": dy, **own}
            layers.append(frame.text(view.words(en=en, fr=fr), (longitude, latitude), **style))
    edge = frame.rect(fill=None, stroke="var(--muted)", strokeWidth=1, opacity=1)
    return [*layers, *marks(frame, places, view, 60), edge]


def last_kilometres(frame, places, view):
    """Return the layers of the inset: the two crossings on the border, and how far it is."""
    west, east = (places.row(by_predicate=pl.col("id") == id, named=True) for id in CROSSINGS)
    ends = [(one["longitude"], one["latitude"]) for one in (west, east)]
    slope = (ends[1][1] - ends[0][1]) / (ends[1][0] - ends[0][0])
    sides = [frame.degrees(x, 0)[0] for x in (frame.left, frame.right)]
    border = [(side, ends[0][1] + slope * (side - ends[0][0])) for side in sides]
    below = 20 / frame.pixels_per_km / KM_PER_DEGREE
    tick = 5 / frame.pixels_per_km / KM_PER_DEGREE
    measure = [(x, y - below + up) for x, y in ends[:1] for up in (tick, -tick, 0)]
    measure += [(x, y - below + up) for x, y in ends[1:] for up in (0, tick, -tick)]
    middle = tuple(sum(side) / 2 for side in zip(*ends, strict=True))
    distance = (
        alt.Chart(pl.DataFrame({"km": [east["km"]], "x": [middle[0]], "y": [middle[1] - below]}))
        .transform_calculate(
            words="format(datum.km, '.0f') + '\u00a0km'"
            f" + '{view.words(en=' in a straight line', fr=' à vol d’oiseau')}'"
        )
        .mark_text(baseline="top", dy=7, fontWeight=600)
        .encode(longitude="x:Q", latitude="y:Q", text="words:N")
    )
    names = [
        (west, view.words(en="Roxham Road", fr="Chemin Roxham"), "left", -10, 600),
        (
            east,
            view.words(
                en="Saint-Bernard-de-Lacolle\nport of entry",
                fr="Poste frontalier de\nSaint-Bernard-de-Lacolle",
            ),
            "right",
            40,
            400,
        ),
    ]
    layers = [
        frame.rect(fill="var(--wash)", opacity=1),
        frame.line(border, stroke="var(--accent)", strokeWidth=2),
        frame.line(measure, stroke="var(--ink)"),
        frame.project(distance),
        frame.text(
            view.words(en="QUEBEC", fr="QUÉBEC"),
            frame.degrees(frame.left + 10, frame.top + 16),
            align="left",
            **AREA,
        ),
        frame.text(
            "NEW YORK",
            frame.degrees(frame.right - 10, frame.bottom - 14),
            align="right",
            **AREA,
        ),
    ]
    for place, words, align, dx, weight in names:
        lines = words.count("\n")
        layers.append(
            frame.text(
                words,
                (place["longitude"], place["latitude"]),
                align=align,
                dx=dx,
                dy=-14 - 15 * lines,
                fontWeight=weight,
            )
        )
    layers += marks(frame, places.filter(pl.col("id").is_in(list(CROSSINGS))), view, 110)
    layers += frame.scale_bar(1, frame.left + 12, frame.bottom - 12)
    return [*layers, frame.rect(fill=None, stroke="var(--ink)", strokeWidth=1, opacity=1)]


def chart(data, view):
    places = data["places"].filter(pl.col("id").is_in([*CITIES, *CROSSINGS]))
    width, tall = view.width - 1, 150
    if view.narrow:
        map_bottom, box = 390, (1, 404, width, 404 + tall)
        at, pixels_per_km = (width / 2, 210), 3.35
    else:
        map_bottom, box = 440, (1, 439 - tall, 330, 439)
        at, pixels_per_km = (width * 0.6, 225), 3.9
    main = Frame((1, 1, width, map_bottom - 1), MIDDLE, at, pixels_per_km)
    centre = tuple(
        places.filter(pl.col("id").is_in(list(CROSSINGS)))
        .select("longitude", "latitude")
        .mean()
        .row(0)
    )
    inset = Frame(box, centre, ((box[0] + box[2]) / 2, box[1] + 74), 40)
    corners = [
        inset.degrees(x, y)
        for x, y in (
            (inset.left, inset.top),
            (inset.right, inset.top),
            (inset.right, inset.bottom),
            (inset.left, inset.bottom),
            (inset.left, inset.top),
        )
    ]
    layers = region(main, data.outline("border-map"), places, view)
    layers.append(main.line(corners, stroke="var(--ink)", strokeWidth=1))
    layers += main.scale_bar(
        20, *((12, map_bottom - 12) if view.narrow else (width - 96, map_bottom - 12))
    )
    layers += last_kilometres(inset, places, view)
    height = box[3] + 1 if view.narrow else map_bottom
    return alt.layer(*layers).properties(height=height)
