package ui

import (
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"saywhen/app"
	"saywhen/charts"
	"saywhen/charts/paint"
	"saywhen/storage"
)

// The table is one picture of the rows that are seen, drawn anew for each frame
// in which something in it changed: so a million rows cost what forty do, and
// text of every script is set right. It knows the order of the rows, which cell
// has the cursor and where it is scrolled to; the words of a row are asked for
// when it is drawn. What is to be done is asked of the shell.

// tableEvents are the intents that the table reports. All are given.
type tableEvents struct {
	cells    func(storage.ID) (*tableCells, bool) // the words of a row, if they are read
	missing  func([]storage.ID)                   // rows of the frame whose words are not
	selected func(storage.ID) bool
	choose   func(from, to int, how choosing) // rows, both included
	edit     func()                           // the cell with the cursor
	sort     func(col int, add bool)          // by a column; add: after the present orders
	columns  func()                           // their order or width was changed
	menu     func(at fyne.Position, header bool)
	key      func(keystroke) bool
	shortcut func(fyne.Shortcut) bool
	scrolled func() // what is over the cells no longer is
	frame    func(frame)
}

// choosing is how rows are selected.
type choosing uint8

const (
	chooseOnly   choosing = iota // these and no others
	chooseToggle                 // the other way round
)

// tableCells are the words of one row, by column, on one line each.
type tableCells struct {
	text  map[app.TableColumn]string
	style charts.Style // of the first stance
	shape charts.Shape // of the verb
}

// headerRow is the row of the cursor while it is in the header.
const headerRow = -1

// tableView shows the rows.
type tableView struct {
	widget.BaseWidget
	on   tableEvents
	mods func() fyne.KeyModifier
	now  func() time.Time
	art  *artist

	raster        *canvas.Raster
	thumb, slider *canvas.Rectangle // how much is seen, of the height and of the width

	cols   []tableColumn
	rows   []storage.ID
	orders []app.TableOrder
	stale  bool // rows were changed since they were sorted
	empty  []paragraph

	row, col int     // the cursor
	anchor   int     // the row from which Shift selects
	top      float64 // rows above the first that is seen; 1,000,000 rows are more than a float32 counts in pixels
	left     float32 // logical pixels scrolled to the side
	press    tablePress
	pointer  fyne.Position
	focused  bool
	miss     []storage.ID // scratch of a frame
}

func newTableView(palette func() paint.Palette, on tableEvents) *tableView {
	t := &tableView{
		on: on, mods: currentModifiers, now: time.Now, art: newArtist(palette),
		thumb: canvas.NewRectangle(color.Transparent), slider: canvas.NewRectangle(color.Transparent),
	}
	for _, b := range []*canvas.Rectangle{t.thumb, t.slider} {
		b.CornerRadius = 3
		b.Hide()
	}
	t.raster = canvas.NewRaster(t.generate)
	t.raster.ScaleMode = canvas.ImageScalePixels
	t.ExtendBaseWidget(t)
	return t
}

// tableTextSize is that of the words in the cells, logical pixels.
func tableTextSize() float32 { return theme.TextSize() - 0.5 }

// rowHeight is that of every row, in whole logical pixels.
func (t *tableView) rowHeight() float32 { return whole(tableTextSize() * 1.95) }

func (t *tableView) headHeight() float32 { return t.rowHeight() + 4 }

// bodyHeight is that in which rows are seen.
func (t *tableView) bodyHeight() float32 {
	h := t.raster.Size().Height - t.headHeight()
	if t.width() > t.raster.Size().Width+0.5 {
		h -= scrollRoom // the bar at the foot covers no row
	}
	return max(1, h)
}

// seenRows is how many rows have room, the last one in part.
func (t *tableView) seenRows() float64 { return float64(t.bodyHeight() / t.rowHeight()) }

// setRows shows other rows; the cursor stays with its statement, or where it was.
func (t *tableView) setRows(ids []storage.ID, at int) {
	if at < 0 && len(t.rows) == 0 {
		at = 0
	}
	t.rows = ids
	if at >= 0 {
		t.row = at
	}
	t.row = min(t.row, len(ids)-1)
	t.anchor = t.row
	t.clamp()
	t.refresh()
}

// current is the statement with the cursor, 0 for none.
func (t *tableView) current() storage.ID {
	if t.row < 0 || t.row >= len(t.rows) {
		return 0
	}
	return t.rows[t.row]
}

// column is the one with the cursor.
func (t *tableView) column() (c tableColumn, ok bool) {
	if t.col < 0 || t.col >= len(t.cols) {
		return c, false
	}
	return t.cols[t.col], true
}

func (t *tableView) refresh() { t.raster.Refresh() }

// clamp keeps what is seen within the table.
func (t *tableView) clamp() {
	t.top = min(max(t.top, 0), max(0, float64(len(t.rows))-t.seenRows()))
	t.left = min(max(t.left, 0), max(0, t.width()-t.raster.Size().Width))
	t.col = min(max(t.col, 0), max(0, len(t.cols)-1))
}

// width is that of all columns.
func (t *tableView) width() (w float32) {
	for _, c := range t.cols {
		w += c.Width
	}
	return w
}

// colX is the left edge of a column in the picture.
func (t *tableView) colX(col int) float32 {
	x := -t.left
	for _, c := range t.cols[:col] {
		x += c.Width
	}
	return x
}

// rowY is the upper edge of a row in the picture.
func (t *tableView) rowY(row int) float32 {
	if row == headerRow {
		return 0
	}
	return t.headHeight() + float32((float64(row)-t.top)*float64(t.rowHeight()))
}

// cellRect is where a cell is drawn.
func (t *tableView) cellRect(row, col int) charts.Rect {
	h := t.rowHeight()
	if row == headerRow {
		h = t.headHeight()
	}
	return charts.Rect{X: t.colX(col), Y: t.rowY(row), W: t.cols[col].Width, H: h}
}

// reveal scrolls just so that the cursor is seen.
func (t *tableView) reveal() {
	if t.row >= 0 {
		full := max(1, float64(int(t.seenRows())))
		t.top = min(t.top, float64(t.row))
		t.top = max(t.top, float64(t.row)+1-full)
	}
	if c, ok := t.column(); ok {
		x := t.colX(t.col) + t.left
		t.left = max(t.left, x+c.Width-t.raster.Size().Width+scrollRoom)
		t.left = min(t.left, x)
	}
	t.clamp()
	t.on.scrolled()
	t.refresh()
}

// scrollRoom keeps cells clear of the bars, logical pixels.
const scrollRoom = 12

// scroll moves the rows up by dy and to the left by dx logical pixels.
func (t *tableView) scroll(dx, dy float32) {
	top, left := t.top, t.left
	t.top += float64(dy / t.rowHeight())
	t.left += dx
	t.clamp()
	if t.top != top || t.left != left {
		t.on.scrolled()
		t.refresh()
	}
}

// generate draws a frame; the window library calls it before it paints.
func (t *tableView) generate(w, h int) image.Image {
	t.miss = t.miss[:0]
	img, f := t.art.draw(w, h, pixelScale(w, t.raster.Size().Width), t.layout)
	if len(t.miss) > 0 {
		t.on.missing(t.miss)
	}
	t.placeThumbs()
	t.on.frame(f)
	return img
}

// placeThumbs shows how much of the table is seen.
func (t *tableView) placeThumbs() {
	size, head := t.raster.Size(), t.headHeight()
	n, seen := float64(len(t.rows)), t.seenRows()
	if n > seen {
		h := t.thumbHeight()
		y := head + (t.bodyHeight()-h)*float32(t.top/(n-seen))
		t.place(t.thumb, fyne.NewPos(size.Width-9, y), fyne.NewSize(6, h))
	} else if t.thumb.Visible() {
		t.thumb.Hide()
	}
	if all := t.width(); all > size.Width+0.5 {
		w := max(40, size.Width*size.Width/all)
		x := (size.Width - w) * t.left / (all - size.Width)
		t.place(t.slider, fyne.NewPos(x, size.Height-9), fyne.NewSize(w, 6))
	} else if t.slider.Visible() {
		t.slider.Hide()
	}
}

func (t *tableView) thumbHeight() float32 {
	return max(28, t.bodyHeight()*float32(t.seenRows()/max(1, float64(len(t.rows)))))
}

func (t *tableView) place(b *canvas.Rectangle, pos fyne.Position, size fyne.Size) {
	if b.Visible() && b.Position() == pos && b.Size() == size {
		return
	}
	b.Move(pos)
	b.Resize(size)
	showAbove(t.raster, b)
}

// MinSize is small: the window decides.
func (t *tableView) MinSize() fyne.Size { return fyne.NewSize(260, 120) }

// CreateRenderer is for the window library.
func (t *tableView) CreateRenderer() fyne.WidgetRenderer {
	r := &tableRenderer{t}
	r.colours()
	return r
}

type tableRenderer struct{ t *tableView }

// Layout keeps the picture on whole pixels, or it would be smeared.
func (r *tableRenderer) Layout(s fyne.Size) {
	k := canvasScale(r.t)
	r.t.raster.Resize(fyne.NewSize(wholePixels(s.Width, k), wholePixels(s.Height, k)))
	r.t.clamp()
	r.t.on.scrolled()
}

func (r *tableRenderer) MinSize() fyne.Size { return r.t.MinSize() }

// Refresh is called when the theme changes.
func (r *tableRenderer) Refresh() {
	r.colours()
	r.t.raster.Refresh()
	r.t.thumb.Refresh()
	r.t.slider.Refresh()
}

func (r *tableRenderer) colours() {
	r.t.thumb.FillColor, r.t.slider.FillColor = theme.Color(theme.ColorNameScrollBar), theme.Color(theme.ColorNameScrollBar)
}

func (r *tableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.raster, r.t.thumb, r.t.slider}
}

func (r *tableRenderer) Destroy() {}
